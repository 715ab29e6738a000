import { Injectable } from '@nestjs/common';
import { Settings } from '../../../../config/index.js';
import { RuleMoves } from '../../../app-rules/index.js';
import { Clock } from '../../../common/clock/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import { addressFamily } from '../../../common/ip/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { log } from '../../../common/log/index.js';
import { Problem } from '../../../common/problem/index.js';
import { DataPlane, type Forward } from '../../../data-plane/index.js';
import { stopwatch } from '../durations.js';
import { POINTS } from '../failpoints.js';
import type { Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import { noted } from '../record/transition.js';

/** Their data plane takes packets of the version of its own address; the keys tell no address, for they stand in logs. */
function forwardsOf({ handoverId, transfer, ue }: Handover): Forward[] {
  const to = transfer?.forwardTo;
  if (to === undefined) return [];
  const addresses = ue!.associateId.map(({ value }) => value).filter((value) => addressFamily(value) === addressFamily(to));
  return addresses.map((address, index) => ({ key: `${handoverId}/${index}`, address, to }));
}

/** What ends with a handover that forwards, or goes on with it. */
export const forwardsToEnd = (handover: Handover): string[] => (handover.forwarding ? forwardsOf(handover).map(({ key }) => key) : []);

/** Packets of a UE whose rules are only staged go on to the platform that has them in effect (MEC_HANDOVER_FORWARD). */
@Injectable()
export class Forwarding {
  private readonly isOn: boolean;

  constructor(
    private readonly handovers: Handovers,
    private readonly moves: RuleMoves,
    private readonly dataPlane: DataPlane,
    private readonly clock: Clock,
    private readonly failpoints: Failpoints,
    lifecycle: Lifecycle,
    { handoverForward }: Settings,
  ) {
    this.isOn = handoverForward === 'on';
    moves.forwardsAtStart(() => handovers.underWay().filter(({ forwarding }) => forwarding).flatMap(forwardsOf));
    lifecycle.on('start', () => this.warn());
  }

  /** Tried once: a host that cannot forward this way will not learn it while the handover lasts. */
  isDue(handover: Handover): boolean {
    return this.isOn && forwardsOf(handover).length > 0 && !handover.timeline.some(({ step }) => step === 'FORWARDING');
  }

  async begin({ handoverId, ueKeys, transfer }: Handover): Promise<void> {
    const duration = stopwatch(this.clock);
    const isNextHop = await this.dataPlane.canForward(transfer!.forwardTo!);
    await this.handovers.alone(ueKeys, async () => {
      const handover = this.handovers.get(handoverId)!;
      if (handover.state !== 'STAGED') return;
      const failed = (detail: string) => this.handovers.save(noted(handover, { step: 'FORWARDING', outcome: 'FAILED', detail }, this.clock.now()));
      if (!isNextHop) return failed('The data plane of the source cannot be reached directly.');
      this.failpoints.reach(POINTS['before-forward']);
      try {
        await this.moves.move({ forwards: { put: forwardsOf(handover) } }, (transaction) => {
          return this.handovers.write(transaction, { ...noted(handover, { step: 'FORWARDING', duration: duration() }, this.clock.now()), forwarding: true });
        });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return failed('The data plane refuses it.');
      }
      this.failpoints.reach(POINTS['after-forward']);
    });
  }

  private warn(): void {
    if (this.isOn && !this.dataPlane.enforces) log.warn('Packets of UEs are forwarded as a record only, though MEC_HANDOVER_FORWARD is on: MEC_DATA_PLANE is none.');
  }
}
