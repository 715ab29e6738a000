import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { PlatformFinder } from '../addresses/platform-finder.js';
import { possibleBaseStations } from '../detection/base-station-of-cell.js';
import { cellKey } from '../detection/cell.js';
import { DetectionSettings } from '../detection/detection-settings.js';
import { Measurements } from '../detection/measurements.js';
import { targetCell } from '../detection/strongest-neighbour.js';
import { stopwatch } from '../durations.js';
import type { UeContext } from '../ports/rni.js';
import type { Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import type { CellReference, HandoverReason } from '../types.js';
import { ueKeys } from '../ue-key.js';
import { CONTEXT_EVERY_MS, ContextStep } from './context-step.js';
import { isComing } from './open-handovers.js';
import { SourceTransitions } from './source-transitions.js';
import { TransferBeginning } from './transfer-beginning.js';

/** Milliseconds after which it is looked again whether the rules that are on their way to us have come. */
const COMING_EVERY_MS = 200;

/** From the detection to the transfer: reads the context, chooses the cell and finds its platform. What it has found out it needs at once, so a repetition begins at the context. */
@Injectable()
export class Locating {
  constructor(
    private readonly handovers: Handovers,
    private readonly transitions: SourceTransitions,
    private readonly contexts: ContextStep,
    private readonly measurements: Measurements,
    private readonly settings: DetectionSettings,
    private readonly finder: PlatformFinder,
    private readonly transfers: TransferBeginning,
    private readonly clock: Clock,
  ) {}

  async advance(handover: Handover): Promise<number | undefined> {
    if (isComing(this.handovers, handover.ueKeys)) return COMING_EVERY_MS;
    const seen = await this.contexts.read(handover);
    if (seen.where === 'again') return CONTEXT_EVERY_MS;
    const context = seen.where === 'here' ? seen.context : undefined;
    const told = handover.toldCells ?? [];
    if (!context && !told.length) return this.fail(handover, 'CONTEXT_UNKNOWN', 'CONTEXT', 'The context of the UE is not known, nor the cell to which it goes.');
    const cell = context ? this.choose(handover, context, told) : told[0];
    if (!cell) return this.fail(handover, 'TARGET_UNKNOWN', 'TARGET_CELL', 'The UE has measured no neighbour lately.');
    const located = await this.locate(handover, cell, context);
    return located && this.findPlatform(located, cell, context);
  }

  private choose({ ueKeys: keys }: Handover, { servingCell, neighbours }: UeContext, told: readonly CellReference[]): CellReference | undefined {
    const { measurementAge } = this.settings.get();
    return targetCell({ servingCell, neighbours: this.measurements.join(keys, neighbours), now: this.clock.now(), measurementAge }, told);
  }

  private async locate(handover: Handover, cell: CellReference, context: UeContext | undefined): Promise<Handover | undefined> {
    const known = context && { ue: context.ue, ueKeys: [...new Set([...handover.ueKeys, ...ueKeys(context.ue.associateId)])].sort(), sourceCell: context.servingCell };
    const changes = { targetCell: cell, ...known };
    if (handover.state === 'LOCATING') return { ...handover, ...changes };
    return this.transitions.go(handover, 'locate', { step: 'TARGET_CELL' }, { changes });
  }

  private async findPlatform(handover: Handover, cell: CellReference, context: UeContext | undefined): Promise<undefined> {
    const duration = stopwatch(this.clock);
    const told = context?.neighbours.find((one) => cellKey(one.cell) === cellKey(cell))?.baseStation;
    const found = await this.finder.find(cell, told).catch((error: unknown) => error as Error);
    if (found instanceof Error) return this.fail(handover, 'TARGET_UNKNOWN', 'ADDRESS', found.message);
    if (found === undefined) return this.fail(handover, 'TARGET_UNKNOWN', 'ADDRESS', `Nobody knows the platform at ${told ?? possibleBaseStations(cell).join(' or ')}; it can be entered at /handover/v1/addresses.`);
    const step = { step: 'ADDRESS' as const, duration: duration() };
    if (found === 'ours') await this.transitions.go(handover, 'stay here', step, { changes: { reason: 'SAME_PLATFORM' } });
    else await this.transfers.begin(handover, found, context, step);
  }

  private async fail(handover: Handover, reason: HandoverReason, step: 'CONTEXT' | 'TARGET_CELL' | 'ADDRESS', detail: string): Promise<undefined> {
    await this.transitions.go(handover, 'fail', { step, outcome: 'FAILED', detail }, { changes: { reason, detail } });
  }
}
