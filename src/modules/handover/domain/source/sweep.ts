import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { backoff } from '../../../common/errand/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { log } from '../../../common/log/index.js';
import { startRounds } from '../../../common/rounds/index.js';
import { OwnCells } from '../detection/own-cells.js';
import { LOOK_EVERY_MS } from '../pauses.js';
import { Rni } from '../ports/rni.js';
import type { Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import type { AssociateId, CellReference } from '../types.js';
import { ueKeys } from '../ue-key.js';
import { Beginnings } from './beginning.js';
import { fromHere, isComing, openFromHere } from './open-handovers.js';
import { RulesOfUe } from './rules-of-ue.js';
import { Whereabouts } from './whereabouts.js';

const LONGEST_PAUSE_MS = 600_000;

/** A UE whose rules may have to go to where it is. */
interface Straggler {
  ue: AssociateId[];
  keys: string[];
  from: CellReference | undefined;
  to: CellReference;
  last: Handover;
}

/** Looks for UEs that have left without their rules, whatever was told or missed, and begins a handover of them. */
@Injectable()
export class Sweep {
  constructor(
    private readonly handovers: Handovers,
    private readonly beginnings: Beginnings,
    private readonly rules: RulesOfUe,
    private readonly ownCells: OwnCells,
    private readonly whereabouts: Whereabouts,
    private readonly rni: Rni,
    private readonly clock: Clock,
    lifecycle: Lifecycle,
  ) {
    startRounds(clock, lifecycle, { everyMs: LOOK_EVERY_MS, work: () => this.lookAtAll(), complaint: 'UEs that have left could not be looked for; trying again.' });
    // A UE that has gone on while its rules were being activated here was told before there was anything to hand over.
    handovers.onChange((handover) => {
      if (handover.role === 'TARGET' && handover.state === 'ACTIVATED') void this.look(handover.ue!.associateId).catch((error: unknown) => this.complain(error));
    });
  }

  /** Looks at one UE. @throws Error if the RNIS does not answer */
  private async look(ue: readonly AssociateId[]): Promise<void> {
    const last = this.handovers.of(ueKeys(ue)).at(-1);
    if (last) await this.lookAt(last);
  }

  private async lookAtAll(): Promise<void> {
    const seen = new Set<string>();
    for (const last of this.handovers.all().reverse()) {
      // One that cannot be looked for keeps nobody else from it.
      if (!last.ueKeys.some((key) => seen.has(key))) await this.lookAt(last).catch((error: unknown) => this.complain(error));
      for (const key of last.ueKeys) seen.add(key);
    }
  }

  private async lookAt(newest: Handover): Promise<void> {
    const straggler = this.stragglerIn(newest);
    if (!straggler) return;
    const found = await this.rules.of(straggler.ue);
    if (!found.length || (await this.rni.context(straggler.ue))) return;
    await this.handovers.alone(straggler.keys, async () => {
      const now = this.stragglerIn(newest);
      const rules = this.rules.stillHere(found);
      if (now && rules.length) this.beginnings.begin({
        ue: now.last.ue!,
        trigger: now.last.trigger === 'END_MARKER' ? 'END_MARKER' : 'HO_STATUS',
        rules,
        toldCells: [now.to],
        ...(now.from && { sourceCell: now.from }),
        detail: 'The UE is not at our base stations, and its rules are.',
      });
    });
  }

  /** Nothing is done against the wish of the operator, nor before the peer has answered that did not; and what fails is tried more and more seldom. */
  private stragglerIn({ ueKeys: keys, ue }: Handover): Straggler | undefined {
    if (!ue || openFromHere(this.handovers, keys).length || isComing(this.handovers, keys)) return undefined;
    const all = this.handovers.of(keys);
    const last = all.at(-1)!;
    const outgoing = fromHere(this.handovers, keys);
    const incoming = all.findLast(({ role, sourceCell }) => role === 'TARGET' && sourceCell);
    const to = this.placeOf(keys, outgoing.at(-1), incoming?.sourceCell);
    if (!to || outgoing.at(-1)?.reason === 'OPERATOR' || outgoing.at(-1)?.state === 'CANCELLING') return undefined;
    const failures = outgoing.length - 1 - outgoing.findLastIndex(({ state }) => state !== 'FAILED');
    const { endedAt = 0 } = outgoing.at(-1) ?? {};
    if (failures && this.clock.now() < endedAt + backoff(failures, { firstMs: LOOK_EVERY_MS, longestMs: LONGEST_PAUSE_MS })) return undefined;
    return { ue: ue.associateId, keys, from: last.role === 'SOURCE' ? last.sourceCell : last.targetCell, to, last };
  }

  /** Where the UE is likely to be: where it was told to be, or, if that is longer ago, where its rules were to go; if nothing was told, where it came from. */
  private placeOf(keys: readonly string[], outgoing: Handover | undefined, origin: CellReference | undefined): CellReference | undefined {
    const told = this.whereabouts.of(keys);
    const places = told && told.toldAt >= (outgoing?.startedAt ?? 0) ? [told.cell, outgoing?.targetCell] : [outgoing?.targetCell, told?.cell];
    return [...places, origin].find((cell) => cell && !this.ownCells.isOurs(cell));
  }

  private complain(error: unknown): void {
    log.warn({ err: error }, 'A UE could not be looked for; it will be looked for again.');
  }
}
