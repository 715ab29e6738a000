import { Injectable } from '@nestjs/common';
import { RuleMoves } from '../../../app-rules/index.js';
import { Clock } from '../../../common/clock/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import { Problem } from '../../../common/problem/index.js';
import { UnitOfWork } from '../../../common/unit-of-work/index.js';
import { microsecondsSince, stopwatch } from '../durations.js';
import { POINTS } from '../failpoints.js';
import { Rni } from '../ports/rni.js';
import { Guests } from '../record/guests.js';
import type { HandedRule, Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import { atTarget, noted } from '../record/transition.js';
import { ruleText } from '../rules/canonical-transfer.js';
import { namesTunnel, withOwnBearers } from '../rules/adapted-rule.js';
import type { BearerInformation } from '../types.js';
import { forwardsToEnd } from './forwarding.js';
import { ServedApplications } from './served-applications.js';
import { Staging } from './staging.js';
import { StagingPlans } from './staging-plan.js';
import { Withdrawal } from './withdrawal.js';

const TRY_AGAIN_MS = 200;
/** Milliseconds from the attach after which it is given up. */
const BEARER_WITHIN_MS = 3000;
const EFFECT_WITHIN_MS = 10_000;

/** Puts all staged rules of a UE that has attached into effect, or none. */
@Injectable()
export class Activation {
  constructor(
    private readonly handovers: Handovers,
    private readonly rni: Rni,
    private readonly moves: RuleMoves,
    private readonly guests: Guests,
    private readonly plans: StagingPlans,
    private readonly staging: Staging,
    private readonly applications: ServedApplications,
    private readonly withdrawal: Withdrawal,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly failpoints: Failpoints,
  ) {}

  async advance({ handoverId, ueKeys, ue }: Handover): Promise<number | undefined> {
    const duration = stopwatch(this.clock);
    this.failpoints.reach(POINTS['before-read-bearer']);
    const bearer = await this.rni.bearer(ue!.associateId).catch(() => 'silence' as const);
    this.failpoints.reach(POINTS['after-read-bearer']);
    const taken = duration();
    return this.handovers.alone(ueKeys, async () => {
      const handover = this.handovers.get(handoverId)!;
      if (handover.state !== 'ACTIVATING') return undefined;
      if (bearer === undefined || bearer === 'silence') return this.withoutBearer(handover, bearer ? 'The RNIS does not answer.' : 'No base station here tells the bearers of the UE.');
      return this.withBearer(noted(handover, { step: 'BEARER', duration: taken }, this.clock.now()), bearer);
    });
  }

  private async withoutBearer(handover: Handover, detail: string): Promise<number | undefined> {
    if (this.isWithin(handover, BEARER_WITHIN_MS)) {
      this.handovers.note(handover.handoverId, { step: 'BEARER', outcome: 'RETRY', detail });
      return TRY_AGAIN_MS;
    }
    return this.giveUp(handover, { step: 'BEARER', reason: 'BEARER_UNKNOWN', detail });
  }

  private async withBearer(handover: Handover, bearer: BearerInformation): Promise<number | undefined> {
    const missing = this.applications.missingOf(handover);
    if (missing !== undefined) return this.giveUp(handover, { step: 'ACTIVATION', reason: 'APPLICATION_MISSING', detail: missing });
    let ready = { ...handover, bearer };
    try {
      ready = { ...ready, rules: await this.atBearer(handover, bearer) };
      await this.activate(ready);
      return undefined;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.status === 422 || !this.isWithin(handover, EFFECT_WITHIN_MS))
        return this.giveUp(ready, { step: 'ACTIVATION', reason: 'DATA_PLANE_FAILED', detail: error.status === 422 ? 'The data plane refuses the rules.' : 'The data plane is out of reach.' });
      this.handovers.note(handover.handoverId, { step: 'ACTIVATION', outcome: 'RETRY', detail: 'The rules cannot be put into effect at present.' });
      return TRY_AGAIN_MS;
    }
  }

  private async activate(handover: Handover): Promise<void> {
    const duration = stopwatch(this.clock);
    const replaced = handover.rules.flatMap(({ replaces }) => replaces ?? []);
    let activated: Handover | undefined;
    this.failpoints.reach(POINTS['before-activate']);
    await this.moves.move({ release: handover.rules, remove: replaced, forwards: { remove: forwardsToEnd(handover) } }, async (transaction) => {
      activated ??= this.activated(handover, duration());
      this.failpoints.reach(POINTS['after-activate']);
      await this.guests.remove(transaction, replaced);
      await this.handovers.write(transaction, activated);
    });
    this.failpoints.reach(POINTS['after-record-activated']);
  }

  /** As it is when the change of the data plane has just been made. */
  private activated(handover: Handover, duration: number): Handover {
    const sinceAttach = microsecondsSince(BigInt(Math.round(handover.attachedAt! * 1e6)), this.clock);
    const rules = handover.rules.map(({ replaces: _gone, ...rule }) => rule);
    return { ...atTarget(handover, 'activate', { step: 'ACTIVATION', duration }, this.clock.now()), rules, forwarding: false, activatedAt: this.clock.now(), attachToActive: sinceAttach };
  }

  /** A rule that names the tunnel of a bearer has to name the one that the UE has here; that is known only now. @throws Problem 422 */
  private async atBearer({ transfer, rules }: Handover, { bearers }: BearerInformation): Promise<HandedRule[]> {
    const isMoved = transfer!.rules.some(({ rule }) => namesTunnel(rule) && ruleText(withOwnBearers(rule, transfer!.bearers, bearers)) !== ruleText(rule));
    if (!isMoved) return rules;
    const plan = await this.plans.planFor(transfer!, bearers);
    await this.unitOfWork.run((transaction) => this.staging.write(transaction, plan));
    return plan.rules;
  }

  private async giveUp(handover: Handover, { step, reason, detail }: { step: 'BEARER' | 'ACTIVATION' } & Required<Pick<Handover, 'reason' | 'detail'>>): Promise<undefined> {
    await this.withdrawal.withdraw(handover, { event: 'give up', step: { step, outcome: 'FAILED' }, reason, detail });
  }

  private isWithin({ stateEnteredAt }: Handover, milliseconds: number): boolean {
    return this.clock.now() - stateEnteredAt < milliseconds;
  }
}
