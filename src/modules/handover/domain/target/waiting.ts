import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { LOOK_EVERY_MS } from '../pauses.js';
import { Rni } from '../ports/rni.js';
import type { Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import { atTarget } from '../record/transition.js';
import { mayShareBaseStation } from '../detection/base-station-of-cell.js';
import { Departures } from './departures.js';
import { Forwarding } from './forwarding.js';
import { ServedApplications } from './served-applications.js';
import { Withdrawal } from './withdrawal.js';

/** Waits with staged rules until their UE attaches. */
@Injectable()
export class Waiting {
  constructor(
    private readonly handovers: Handovers,
    private readonly rni: Rni,
    private readonly forwarding: Forwarding,
    private readonly applications: ServedApplications,
    private readonly withdrawal: Withdrawal,
    private readonly departures: Departures,
    private readonly clock: Clock,
  ) {}

  async advance(handover: Handover): Promise<number | undefined> {
    if (await this.isHere(handover)) return this.attachIfStaged(handover, 'The context of the UE tells it.');
    const ending = await this.giveUpIfLost(handover);
    if (ending) return undefined;
    if (this.forwarding.isDue(handover)) await this.forwarding.begin(handover);
    // The RNIS tells when the UE attaches; it is asked all the same, in case that this was lost or has happened before.
    return Math.min(LOOK_EVERY_MS, this.remaining(handover));
  }

  /**
   * In the UE's lane. After a death it is found out again, so that no commit stands between the attach and the effect.
   * @param attachedAt when it was told that the UE is here: milliseconds since 1970, with fractions
   */
  attach(staged: Handover, attachedAt: number, detail: string): void {
    this.handovers.keep({ ...atTarget(staged, 'attach', { step: 'ATTACH', detail }, this.clock.now()), attachedAt });
  }

  /** An RNIS that does not answer says no more than that: the rules are given back in time all the same. */
  private async isHere({ handoverId, ue }: Handover): Promise<boolean> {
    try {
      return (await this.rni.context(ue!.associateId)) !== undefined;
    } catch (error) {
      this.handovers.note(handoverId, { step: 'ATTACH', outcome: 'RETRY', detail: (error as Error).message });
      return false;
    }
  }

  private async attachIfStaged({ handoverId, ueKeys }: Handover, detail: string): Promise<undefined> {
    const at = Number(this.clock.nowInNanoseconds()) / 1e6;
    await this.handovers.alone(ueKeys, async () => {
      const handover = this.handovers.get(handoverId)!;
      if (handover.state === 'STAGED') this.attach(handover, at, detail);
    });
  }

  private giveUpIfLost({ handoverId, ueKeys }: Handover): Promise<boolean> {
    return this.handovers.alone(ueKeys, async () => {
      const handover = this.handovers.get(handoverId)!;
      if (handover.state !== 'STAGED') return true;
      const missing = this.applications.missingOf(handover);
      if (missing === undefined && this.remaining(handover) > 0) return false;
      const why = missing === undefined ? this.absenceOf(handover) : ({ reason: 'APPLICATION_MISSING', detail: missing } as const);
      await this.withdrawal.withdraw(handover, { event: 'give up', step: { step: missing === undefined ? 'ATTACH' : 'STAGING', outcome: 'FAILED' }, ...why });
      return true;
    });
  }

  /** It may have come and gone before the transfer was here; the source then learns where to. */
  private absenceOf({ ueKeys, sourceCell }: Handover): Pick<Handover, 'reason' | 'detail' | 'onwardCell'> {
    const to = this.departures.lastOf(ueKeys);
    if (!to || mayShareBaseStation(to, sourceCell!)) return { reason: 'ATTACH_TIMEOUT', detail: 'The UE has not attached in time.' };
    return { reason: 'UE_LEFT', detail: 'The UE had gone on to another platform before its rules came.', onwardCell: to };
  }

  private remaining({ stateEnteredAt, transfer }: Handover): number {
    return stateEnteredAt + transfer!.stagedFor - this.clock.now();
  }
}
