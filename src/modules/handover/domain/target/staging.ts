import { Injectable } from '@nestjs/common';
import { RuleMoves } from '../../../app-rules/index.js';
import { Clock } from '../../../common/clock/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import { Problem, unavailable } from '../../../common/problem/index.js';
import type { Transaction } from '../../../common/unit-of-work/index.js';
import { stopwatch } from '../durations.js';
import { POINTS } from '../failpoints.js';
import { Guests } from '../record/guests.js';
import type { Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import { atSource, entryOf } from '../record/transition.js';
import { UeEpochs } from '../record/ue-epochs.js';
import { transferDigest } from '../rules/canonical-transfer.js';
import { isStagedOnly } from '../states/target-states.js';
import type { HandoverTransfer } from '../types.js';
import { forwardsToEnd } from './forwarding.js';
import { type StagingPlan, StagingPlans } from './staging-plan.js';
import { Withdrawal } from './withdrawal.js';

/** A transfer whose rules can be taken. */
interface Arrival {
  handoverId: string;
  ueKeys: string[];
  transfer: HandoverTransfer;
}

/** Takes the rules of a UE, without effect yet. */
@Injectable()
export class Staging {
  constructor(
    private readonly handovers: Handovers,
    private readonly plans: StagingPlans,
    private readonly moves: RuleMoves,
    private readonly guests: Guests,
    private readonly epochs: UeEpochs,
    private readonly withdrawal: Withdrawal,
    private readonly clock: Clock,
    private readonly failpoints: Failpoints,
  ) {}

  /** In the UE's lane. @throws Problem 400, 422 if a rule cannot be taken, 503 */
  async stage({ handoverId, ueKeys, transfer }: Arrival): Promise<Handover> {
    const duration = stopwatch(this.clock);
    const plan = await this.plans.planFor(transfer);
    const before = this.handovers.of(ueKeys);
    const staged = before.filter(({ role, state }) => role === 'TARGET' && isStagedOnly(state));
    const settled = before.filter(({ role }) => role === 'SOURCE').flatMap((handover) => this.settled(handover));
    const superseded = staged.map((handover) => this.withdrawal.ended(handover, { event: 'be superseded', step: { step: 'SUPERSESSION' }, reason: 'NEWER_HANDOVER', detail: 'A newer transfer of the same UE has come.' }));
    const isKept = (rule: { appInstanceId: string; trafficRuleId: string }) =>
      plan.rules.some(({ appInstanceId, trafficRuleId }) => appInstanceId === rule.appInstanceId && trafficRuleId === rule.trafficRuleId);
    const left = staged.flatMap((handover) => this.withdrawal.stagedOf(handover)).filter((rule) => !isKept(rule));
    const handover = this.arrived({ handoverId, ueKeys, transfer }, plan, duration());
    this.failpoints.reach(POINTS['before-stage']);
    await this.recorded({ forwards: { remove: staged.flatMap(forwardsToEnd) } }, async (transaction) => {
      await this.withdrawal.purge(transaction, left);
      await this.write(transaction, plan);
      await this.epochs.write(transaction, ueKeys, transfer.epoch);
      await this.handovers.write(transaction, ...superseded, ...settled, handover);
    });
    this.failpoints.reach(POINTS['after-stage']);
    return handover;
  }

  /** Records the rules of a plan. */
  async write(transaction: Transaction, { drafts, outdated }: StagingPlan): Promise<void> {
    await this.withdrawal.purge(transaction, outdated);
    await this.moves.stage(transaction, drafts);
    for (const { attributes: _attributes, ...guest } of drafts) await this.guests.write(transaction, guest);
  }

  /** An application can have changed its rules since the plan was made; the same transfer then finds them as they are. */
  private async recorded(move: Parameters<RuleMoves['move']>[0], record: (transaction: Transaction) => Promise<void>): Promise<void> {
    try {
      await this.moves.move(move, record);
    } catch (error) {
      if (error instanceof Problem && (error.status === 404 || error.status === 409)) throw unavailable('The rules of the application are just being changed.', error);
      throw error;
    }
  }

  private arrived({ handoverId, ueKeys, transfer }: Arrival, { rules }: StagingPlan, duration: number): Handover {
    const now = this.clock.now();
    const { sourcePlatformId: peerPlatformId, epoch, ue, sourceCell, targetCell, targetBaseStation } = transfer;
    const timeline = [entryOf({ step: 'STAGING', duration }, now)];
    return {
      ...{ handoverId, role: 'TARGET', state: 'STAGED', trigger: 'TRANSFER', ueKeys, rules, timeline, startedAt: now, stateEnteredAt: now, forwarding: false },
      ...{ epoch, peerPlatformId, ue, sourceCell, targetCell, targetBaseStation, transfer, digest: transferDigest(transfer) },
    };
  }

  /**
   * What we have been giving away of this UE before. Our rules stay as they are: to withhold them upon a transfer, which proves what was and not what is, could leave no owner.
   */
  private settled(handover: Handover): Handover[] {
    const now = this.clock.now();
    const detail = 'A newer handover brings the UE here.';
    if (handover.state === 'DETECTED' || handover.state === 'LOCATING')
      return [{ ...atSource(handover, 'cancel', { step: 'CANCELLATION', detail }, now), reason: 'NEWER_HANDOVER', detail }];
    if (handover.epoch === undefined || handover.state === 'COMPLETED' || handover.state === 'UNNEEDED') return [];
    const { reason: _reason, detail: _detail, ...relieved } = atSource(handover, 'be relieved', { step: 'SUPERSESSION', detail }, now);
    return [relieved];
  }
}
