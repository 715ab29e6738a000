import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { notFound, refuseFaults } from '../../common/problem/index.js';
import { type Transaction, UnitOfWork } from '../../common/unit-of-work/index.js';
import { total } from './amounts.js';
import { Descriptors } from './descriptors.js';
import { GrantMaker } from './grant-maker.js';
import type { GrantRecord } from './grant-record.js';
import { GrantRepository } from './grant-repository.js';
import { grantRequestFaults } from './grant-request-faults.js';
import { grantStates } from './grant-states.js';
import { HostCapacity } from './host-capacity.js';
import { needsOf } from './needs.js';
import type { AppD, GrantRequest } from './types.js';

/** How long one can still ask for a grant that has no effect any more. */
const KEPT_MS = 3_600_000;

const unknownGrant = (grantId: string) => notFound(`There is no grant ${grantId}.`);

/** Decides on grants by the capacity that the host declares. */
@Injectable()
export class Grants {
  constructor(
    private readonly repository: GrantRepository,
    private readonly descriptors: Descriptors,
    private readonly maker: GrantMaker,
    private readonly capacity: HostCapacity,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Asks and decides for a client of the API. An operation that has asked before gets the same answer. @throws Problem 400, 404 */
  async decide(request: GrantRequest): Promise<GrantRecord> {
    const asked = this.question(request, await this.descriptor(request));
    return this.unitOfWork.run((transaction) => this.decideOnce(transaction, asked, (decided) => this.heardForTheLastTime(transaction, decided)));
  }

  /**
   * The same for a lifecycle operation of this platform, which tells the end of a termination by `release`.
   * @param appD with what the request for the operation says instead of it
   * @throws Problem 400
   */
  async decideHere(request: GrantRequest, appD: AppD): Promise<GrantRecord> {
    const asked = this.question(request, appD);
    return this.unitOfWork.run((transaction) => this.decideOnce(transaction, asked, async () => undefined));
  }

  /** The same as `decide`; what is new is decided by `decidePostponed`. @throws Problem 400, 404 */
  async postpone(request: GrantRequest): Promise<GrantRecord> {
    const asked = this.question(request, await this.descriptor(request));
    return this.unitOfWork.run(async (transaction) => {
      await this.repository.decideAlone(transaction);
      const known = await this.repository.ofOperation(transaction, asked.appLcmOpOccId);
      if (!known) await this.repository.insert(transaction, asked);
      return known ?? asked;
    });
  }

  /** @throws Problem 404 */
  async get(grantId: string): Promise<GrantRecord> {
    const record = await this.repository.get(grantId);
    if (!record || (record.expiresAt !== null && record.expiresAt <= this.clock.now())) throw unknownGrant(grantId);
    return record;
  }

  async decidePostponed(): Promise<void> {
    for (const grantId of await this.repository.pending()) await this.unitOfWork.run((transaction) => this.decideOn(transaction, grantId));
  }

  /** Removes what nobody is told of any more. */
  async forgetExpired(): Promise<void> {
    const now = this.clock.now();
    if (await this.repository.hasExpired(now)) await this.unitOfWork.run((transaction) => this.repository.removeExpired(transaction, now));
  }

  /** Nothing is kept for the application instance any more. */
  async release(transaction: Transaction, appInstanceId: string): Promise<void> {
    await this.repository.decideAlone(transaction);
    await this.repository.giveBack(transaction, appInstanceId);
    await this.repository.expire(transaction, appInstanceId, this.clock.now() + KEPT_MS);
  }

  private async descriptor({ appDId }: GrantRequest): Promise<AppD> {
    const appD = await this.descriptors.find(appDId);
    if (!appD) throw notFound(`There is no AppD ${appDId}.`);
    return appD;
  }

  private async decideOnce(transaction: Transaction, asked: GrantRecord, afterwards: (decided: GrantRecord) => Promise<void>): Promise<GrantRecord> {
    await this.repository.decideAlone(transaction);
    const known = await this.repository.ofOperation(transaction, asked.appLcmOpOccId);
    if (known) return known;
    const decided = await this.decided(transaction, asked);
    await this.repository.insert(transaction, decided);
    await afterwards(decided);
    return decided;
  }

  private question(request: GrantRequest, appD: AppD): GrantRecord {
    refuseFaults(grantRequestFaults(request, appD));
    const { appInstanceId, appLcmOpOccId, operation, addResources = [], tempResources = [] } = request;
    const grantId = randomUUID();
    return {
      grantId,
      appInstanceId,
      appLcmOpOccId,
      operation,
      state: 'PENDING',
      grant: this.maker.make(grantId, request),
      needs: needsOf(appD, [...addResources, ...tempResources]),
      keeps: needsOf(appD, addResources),
      holds: false,
      rejection: null,
      expiresAt: null,
    };
  }

  private async decideOn(transaction: Transaction, grantId: string): Promise<void> {
    await this.repository.decideAlone(transaction);
    const record = await this.repository.read(transaction, grantId);
    if (record?.state !== 'PENDING') return;
    const decided = await this.decided(transaction, record);
    await this.repository.update(transaction, decided);
    await this.heardForTheLastTime(transaction, decided);
  }

  private async heardForTheLastTime(transaction: Transaction, { operation, state, appInstanceId }: GrantRecord): Promise<void> {
    if (operation === 'TERMINATE' && state === 'GRANTED') await this.release(transaction, appInstanceId);
  }

  /** An application instance is instantiated once at a time: a further grant takes the place of the one before. */
  private async decided(transaction: Transaction, record: GrantRecord): Promise<GrantRecord> {
    const isReplaced = (appInstanceId: string) => record.operation === 'INSTANTIATE' && appInstanceId === record.appInstanceId;
    const kept = await this.repository.kept(transaction);
    const taken = total(kept.filter(({ appInstanceId }) => !isReplaced(appInstanceId)).map(({ keeps }) => keeps));
    const rejection = this.capacity.shortage(taken, record.needs);
    if (rejection !== undefined) return { ...record, state: grantStates.next(record.state, 'reject'), rejection, expiresAt: this.clock.now() + KEPT_MS };
    if (record.operation === 'INSTANTIATE') await this.repository.giveBack(transaction, record.appInstanceId);
    return { ...record, state: grantStates.next(record.state, 'grant'), holds: true };
  }
}
