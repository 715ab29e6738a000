import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { Lanes } from '../../../common/lanes/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { log } from '../../../common/log/index.js';
import { startRounds } from '../../../common/rounds/index.js';
import { type Transaction, UnitOfWork } from '../../../common/unit-of-work/index.js';
import { HandoverRepository } from '../ports/handover-repository.js';
import { isOver } from '../states/source-states.js';
import { entryOf } from './transition.js';
import { withEntry } from '../timeline.js';
import type { Handover } from './handover.js';

/** Ended handovers stay for a day, and the last of them longer. */
const KEPT_MS = 86_400_000;
const KEPT_BEYOND = 1000;
const FORGET_EVERY_MS = 600_000;

/** Nothing that tells who the UE is. */
function tell({ handoverId, role, state, reason, peerPlatformId }: Handover): void {
  const words = { handoverId, role, state, ...(reason && { reason }), ...(peerPlatformId !== undefined && { peer: peerPlatformId }) };
  if (state === 'FAILED' || state === 'REJECTED') log.warn(words, 'A handover has failed.');
  else log.info(words, isOver(state) ? 'A handover is over.' : 'A handover goes on.');
}

/** The handovers of this platform: those under way, and those that have ended of late. */
@Injectable()
export class Handovers {
  private readonly known = new Map<string, Handover>();
  private readonly open = new Map<string, Handover>();
  private readonly ofUe = new Map<string, Set<string>>();
  private readonly lanes = new Lanes();
  private readonly followers: ((handover: Handover) => void)[] = [];

  constructor(
    private readonly repository: HandoverRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('load', () => this.load());
    startRounds(clock, lifecycle, { everyMs: FORGET_EVERY_MS, work: () => this.forgetOld(), complaint: 'Old handovers could not be removed; trying again.' });
  }

  get(handoverId: string): Handover | undefined {
    return this.known.get(handoverId);
  }

  /** Oldest first. */
  all(): Handover[] {
    return [...this.known.values()];
  }

  underWay(): Handover[] {
    return [...this.open.values()];
  }

  /** Those of a UE, oldest first. */
  of(ueKeys: readonly string[]): Handover[] {
    const ids = new Set(ueKeys.flatMap((key) => [...(this.ofUe.get(key) ?? [])]));
    return [...ids].map((id) => this.known.get(id)!).sort((one, other) => one.startedAt - other.startedAt || (one.handoverId < other.handoverId ? -1 : 1));
  }

  /** What concerns a UE happens one after another. Nothing in it waits for a peer. */
  alone<T>(ueKeys: readonly string[], work: () => Promise<T>): Promise<T> {
    const inLanes = ([key, ...others]: readonly string[]): Promise<T> => (key === undefined ? work() : this.lanes.alone(key, () => inLanes(others)));
    // In one order, so that nobody waits for somebody who waits for him.
    return inLanes([...new Set(ueKeys)].sort());
  }

  /** Called with each handover after it has changed. */
  onChange(follower: (handover: Handover) => void): void {
    this.followers.push(follower);
  }

  /** What a start can find out again is not recorded. */
  keep(handover: Handover): void {
    this.put(handover);
    for (const follow of this.followers) follow(handover);
  }

  /** Records handovers as they are now, with what else belongs to it. */
  async save(...handovers: Handover[]): Promise<void> {
    await this.unitOfWork.run((transaction) => this.write(transaction, ...handovers));
  }

  /** As `save`, in a larger unit of work. */
  async write(transaction: Transaction, ...handovers: Handover[]): Promise<void> {
    for (const handover of handovers) await this.repository.write(transaction, handover);
    transaction.afterCommit(() => {
      for (const handover of handovers) {
        tell(handover);
        this.keep(handover);
      }
    });
  }

  /** A try of a step that will be repeated, or news that changes no state; recorded with the next state, and wakes nobody. */
  note(handoverId: string, step: Parameters<typeof entryOf>[0], changes: Pick<Handover, 'radioAt' | 'unanswered'> = {}): void {
    const handover = this.known.get(handoverId);
    if (handover) this.put({ ...handover, ...changes, timeline: withEntry(handover.timeline, entryOf(step, this.clock.now())) });
  }

  private put(handover: Handover): void {
    this.known.set(handover.handoverId, handover);
    if (isOver(handover.state)) this.open.delete(handover.handoverId);
    else this.open.set(handover.handoverId, handover);
    for (const key of handover.ueKeys) this.ofUe.set(key, (this.ofUe.get(key) ?? new Set()).add(handover.handoverId));
  }

  private async load(): Promise<void> {
    for (const handover of await this.repository.all()) this.put(handover);
  }

  private async forgetOld(): Promise<void> {
    const ended = this.all().filter(({ endedAt }) => endedAt !== undefined && endedAt < this.clock.now() - KEPT_MS);
    const old = ended.sort((one, other) => one.endedAt! - other.endedAt!).slice(0, -KEPT_BEYOND);
    if (!old.length) return;
    await this.unitOfWork.run((transaction) => this.repository.remove(transaction, old.map(({ handoverId }) => handoverId)));
    for (const { handoverId, ueKeys } of old) {
      this.known.delete(handoverId);
      for (const key of ueKeys) this.leave(key, handoverId);
    }
  }

  private leave(ueKey: string, handoverId: string): void {
    const ids = this.ofUe.get(ueKey);
    ids?.delete(handoverId);
    if (!ids?.size) this.ofUe.delete(ueKey);
  }
}
