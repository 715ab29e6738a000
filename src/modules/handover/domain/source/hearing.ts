import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { cellKey } from '../detection/cell.js';
import { DetectionSettings } from '../detection/detection-settings.js';
import type { EndMarkerHint, HoStatusHint } from '../detection/hint.js';
import { Measurements } from '../detection/measurements.js';
import { isAt, OwnCells } from '../detection/own-cells.js';
import { strongestNeighbour } from '../detection/strongest-neighbour.js';
import { Rni } from '../ports/rni.js';
import type { Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import type { LocalRule } from '../rules/transferred-rule.js';
import type { SourceState } from '../states/source-states.js';
import type { CellReference } from '../types.js';
import { ueKeys } from '../ue-key.js';
import { Beginnings } from './beginning.js';
import { decide, type Scene } from './hint-decision.js';
import { fromHere, openFromHere } from './open-handovers.js';
import { RulesOfUe } from './rules-of-ue.js';
import { SourceTransitions, type Step } from './source-transitions.js';
import { Whereabouts } from './whereabouts.js';

const areSame = (some: readonly CellReference[], others: readonly CellReference[]): boolean => some.map(cellKey).join() === others.map(cellKey).join();

/** What the RNIS tells of a UE, set against the handovers of it. */
@Injectable()
export class Hearing {
  constructor(
    private readonly handovers: Handovers,
    private readonly transitions: SourceTransitions,
    private readonly beginnings: Beginnings,
    private readonly rules: RulesOfUe,
    private readonly ownCells: OwnCells,
    private readonly whereabouts: Whereabouts,
    private readonly measurements: Measurements,
    private readonly settings: DetectionSettings,
    private readonly rni: Rni,
    private readonly clock: Clock,
  ) {}

  /** @throws Error if the RNIS has to be asked and does not answer */
  async notice(hint: HoStatusHint | EndMarkerHint): Promise<void> {
    const keys = ueKeys(hint.ue);
    if (!keys.length) return;
    const rules = await this.rules.of(hint.ue);
    if (hint.kind === 'END_MARKER') return this.noticeEndMarker(hint, keys, rules);
    if (hint.hoStatus === 3) this.whereabouts.note(keys, hint.targetCells[0]!);
    await this.handovers.alone(keys, () => this.noticeHoStatus(hint, keys, rules));
  }

  private async noticeEndMarker({ ue, servingCell }: EndMarkerHint, keys: string[], found: readonly LocalRule[]): Promise<void> {
    if (!found.length || !this.settings.get().endMarker.enabled || !(await this.hasNeighbour(ue, keys))) return;
    await this.handovers.alone(keys, async () => {
      const rules = this.rules.stillHere(found);
      if (!rules.length || openFromHere(this.handovers, keys).length) return;
      this.beginnings.begin({ ue: { associateId: ue }, trigger: 'END_MARKER', rules, toldCells: [], sourceCell: servingCell });
    });
  }

  /** A UE that measures nobody has nowhere to go. */
  private async hasNeighbour(ue: EndMarkerHint['ue'], keys: string[]): Promise<boolean> {
    const context = await this.rni.context(ue);
    if (!context) return false;
    const { measurementAge } = this.settings.get();
    const { servingCell, neighbours } = context;
    return strongestNeighbour({ servingCell, neighbours: this.measurements.join(keys, neighbours), now: this.clock.now(), measurementAge }) !== undefined;
  }

  /** In the lane. */
  private async noticeHoStatus(hint: HoStatusHint, keys: string[], rules: readonly LocalRule[]): Promise<void> {
    const open = openFromHere(this.handovers, keys);
    // Hints come on several ways, so an older one can come later.
    if (open.some(({ radioAt = 0 }) => radioAt > hint.at)) return;
    let wrong: Handover | undefined;
    for (const handover of open) if (await this.answer(handover, hint)) wrong = handover;
    if (wrong) this.begin(hint, rules, wrong);
    else if (!open.length && this.isWorthIt(hint, keys)) this.begin(hint, rules);
  }

  /** @returns whether another handover has to come in its place */
  private async answer(handover: Handover, { hoStatus, targetCells, sourceCell, at }: HoStatusHint): Promise<boolean> {
    const decision = decide(handover.state as SourceState, hoStatus, this.sceneOf(handover, { sourceCell, targetCells }));
    const step: Step = { step: 'RADIO', detail: `The RNIS has told hoStatus ${hoStatus}.` };
    const changes = { radioAt: at };
    switch (decision?.kind) {
      case 'note':
        this.handovers.note(handover.handoverId, step, changes);
        return false;
      case 'redirect':
        this.redirect(handover, targetCells, at, step);
        return false;
      case 'leave':
        await this.transitions.happen(handover, 'leave', { ...step, step: 'ATTACH' }, { changes });
        return false;
      case 'cancel':
        await this.transitions.happen(handover, 'cancel', step, { changes: { ...changes, reason: decision.reason } });
        return decision.anew;
      default:
        return false;
    }
  }

  private redirect({ handoverId }: Handover, targetCells: HoStatusHint['targetCells'], at: number, step: Step): void {
    this.handovers.note(handoverId, step, { radioAt: at });
    const { targetCell: _former, ...handover } = this.handovers.get(handoverId)!;
    if (areSame(handover.toldCells ?? [], targetCells)) return;
    this.handovers.keep({ ...handover, toldCells: targetCells, ...(targetCells.length === 1 && { targetCell: targetCells[0]! }) });
  }

  private sceneOf({ targetBaseStation }: Handover, { sourceCell, targetCells }: Pick<HoStatusHint, 'sourceCell' | 'targetCells'>): Scene {
    return {
      fromOurs: this.ownCells.isOurs(sourceCell),
      toOurs: targetCells.every((cell) => this.ownCells.isOurs(cell)),
      toTarget: targetCells.some((cell) => isAt(cell, targetBaseStation)),
    };
  }

  /** Of what has been settled by an earlier hint of the same handover of the radio network, later ones tell nothing new. */
  private isWorthIt({ hoStatus, sourceCell, targetCells }: HoStatusHint, keys: string[]): boolean {
    if (hoStatus > 3 || !this.settings.get().hoStatus || !this.ownCells.isOurs(sourceCell)) return false;
    if (hoStatus === 1) return true;
    if (hoStatus === 3 && this.ownCells.isOurs(targetCells[0]!)) return false;
    const last = fromHere(this.handovers, keys).at(-1);
    const isSettled = last && (last.state === 'UNNEEDED' || last.reason === 'OPERATOR') && last.targetCell && cellKey(last.targetCell) === cellKey(targetCells[0]!);
    return !isSettled;
  }

  private begin({ ue, sourceCell, targetCells, at, hoStatus }: HoStatusHint, found: readonly LocalRule[], wrong?: Handover): void {
    const rules = this.rules.stillHere(found);
    if (!rules.length) return;
    this.beginnings.begin({
      ue: { associateId: ue },
      trigger: wrong ? 'WRONG_PREDICTION' : 'HO_STATUS',
      rules,
      toldCells: targetCells,
      sourceCell,
      radioAt: at,
      ...(wrong && { supersedes: wrong.handoverId }),
      detail: `The RNIS has told hoStatus ${hoStatus}.`,
    });
  }
}
