import type { Attachment } from '../attachment/attachment.js';
import { conflict, impossible, notFound } from '../../../common/problem/index.js';
import type { NetworkState } from '../network/network-state.js';
import type { UeEntry } from '../network/ue-entry.js';
import type { HandoverCause, HandoverFailure } from '../types.js';
import { forgetLongEnded, type Handover, type HandoverStatus, handoverStates, type HandoverStep, HO_STATUS } from './handover.js';

/** What a handover begins with. */
interface HandoverRequest {
  /** The best first. */
  targetCells: string[];
  cause: HandoverCause;
  /** Given where others have named it. */
  id?: string;
  reportConfig?: string;
}

/** The steps of handovers, whoever causes them. */
export class Handovers {
  constructor(
    private readonly network: NetworkState,
    private readonly attachment: Attachment,
  ) {}

  /** @throws Problem 404 */
  require(id: string): Handover {
    const handover = this.network.handovers.get(id);
    if (!handover) throw notFound(`There is no handover ${id}.`);
    return handover;
  }

  /**
   * @throws Problem 422 if there is no such cell; 409 if the UE is not attached, has a handover under way, or is in one of the
   * target cells already
   */
  begin(entry: UeEntry, { targetCells, cause, id, reportConfig }: HandoverRequest): Handover {
    const { servingCell } = entry.state;
    if (servingCell === undefined) throw conflict(`The UE ${entry.ue.id} is not attached.`);
    if (entry.state.handover !== undefined) throw conflict(`The UE ${entry.ue.id} is in the handover ${entry.state.handover} already.`);
    const lost = targetCells.find((target) => !this.network.cells.has(target));
    if (lost !== undefined) throw impossible(`There is no cell ${lost}.`);
    if (targetCells.includes(servingCell)) throw conflict(`The UE ${entry.ue.id} is in the cell ${servingCell} already.`);
    this.network.given.handovers += 1;
    const handover: Handover = {
      id: id ?? `handover-${this.network.given.handovers}`,
      ue: entry.ue.id,
      sourceCell: servingCell,
      targetCells,
      status: 'IN_PREPARATION',
      cause,
      timeline: [],
      ...(reportConfig !== undefined && { reportConfig }),
    };
    this.network.handovers.set(handover.id, handover);
    entry.state.handover = handover.id;
    this.enter(entry, handover, 'IN_PREPARATION');
    return handover;
  }

  /** @throws Problem 409 if the status forbids it */
  admit(handover: Handover, target: string): void {
    const status = handoverStates.next(handover.status, 'be admitted');
    handover.targetCells = [target];
    this.enter(this.network.ue(handover.ue), handover, status);
  }

  /** The UE is in its target cell now. @throws Problem 409 if the status forbids it */
  complete(handover: Handover): void {
    const status = handoverStates.next(handover.status, 'be completed');
    const entry = this.network.ue(handover.ue);
    const target = this.network.cell(handover.targetCells[0]!);
    target.state.traffic.preambles.dedicated += 1;
    this.end(entry, handover, status);
    this.attachment.move(entry, target);
  }

  /** The UE stays where it is. @throws Problem 409 if the status forbids it */
  giveUp(handover: Handover, step: Extract<HandoverStep, 'be rejected' | 'be cancelled'>, failure: HandoverFailure): void {
    const status = handoverStates.next(handover.status, step);
    handover.failure = failure;
    this.end(this.network.ue(handover.ue), handover, status);
  }

  private end(entry: UeEntry, handover: Handover, status: HandoverStatus): void {
    delete entry.state.handover;
    this.enter(entry, handover, status);
    forgetLongEnded(this.network.handovers);
  }

  private enter(entry: UeEntry, handover: Handover, status: HandoverStatus): void {
    handover.status = status;
    handover.timeline.push({ status, time: this.network.now });
    const { id, sourceCell, targetCells, cause, failure } = handover;
    const cell = this.network.cell(status === 'COMPLETED' ? targetCells[0]! : sourceCell).identity;
    this.network.tell({
      kind: 'HANDOVER',
      ue: entry.identity,
      cell,
      handoverId: id,
      hoStatus: HO_STATUS[status],
      sourceCell: this.network.cell(sourceCell).identity,
      targetCells: this.network.identities(targetCells),
      cause,
      ...(failure && { failure }),
    });
  }
}
