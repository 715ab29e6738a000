import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { log } from '../../../common/log/index.js';
import { SourceSide } from '../source/source-side.js';
import { TargetSide } from '../target/target-side.js';
import type { Hint, HoStatusHint } from './hint.js';
import { Measurements } from './measurements.js';
import { OwnCells } from './own-cells.js';
import { hintOf, reportIn, type RniNotification } from './rni-notifications.js';

const NS_PER_MS = 1e6;

/** Tells both sides what the RNIS has told. */
@Injectable()
export class Detector {
  constructor(
    private readonly measurements: Measurements,
    private readonly ownCells: OwnCells,
    private readonly source: SourceSide,
    private readonly target: TargetSide,
    private readonly clock: Clock,
  ) {}

  /** Returns at once; what follows is done in the lane of the UE. Nothing is lost if it fails, since all of it can be found out again. */
  take(notification: RniNotification): void {
    const report = reportIn(notification);
    if (report) this.measurements.put(report);
    const hint = hintOf(notification);
    if (hint) void this.tell(hint).catch((error: unknown) => log.warn({ err: error, kind: hint.kind }, 'What the RNIS has told could not be followed; the UE will be looked for.'));
  }

  private async tell(hint: Hint): Promise<void> {
    // The target first: activation is what a UE waits for.
    const target = hint.kind === 'HO_STATUS' && hint.hoStatus === 3 ? this.tellTarget(hint) : undefined;
    await Promise.all([target, this.source.notice(hint)]);
  }

  private tellTarget({ ue, targetCells }: HoStatusHint): Promise<void> {
    const [cell] = targetCells;
    return this.ownCells.isOurs(cell!) ? this.target.attached(ue, Number(this.clock.nowInNanoseconds()) / NS_PER_MS) : this.target.left(ue, cell);
  }
}
