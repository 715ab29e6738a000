import type { Emulation } from '../network/emulation.js';
import type { NetworkState } from '../network/network-state.js';
import type { UeEntry } from '../network/ue-entry.js';
import type { RadioEvent } from '../types.js';

type ToldHandover = Extract<RadioEvent, { kind: 'HANDOVER' }>;

/**
 * Lets a handover reach a status that is told. What a real network has left out happens at once: a handover that nobody knows
 * of begins, one that begins anew ends the one before, and a completed one was in execution.
 */
export function tellHandover(network: NetworkState, { attachment, handovers }: Emulation, told: ToldHandover): void {
  const entry = network.ue(told.ue);
  const underWay = network.handoverOf(entry);
  if (underWay && (told.hoStatus === 1 || !isSame(underWay, told))) handovers.giveUp(underWay, 'be cancelled', 'EXTERNAL');
  if (network.handoverOf(entry) === undefined) {
    const source = network.cell(told.sourceCell);
    if (entry.state.servingCell === undefined) attachment.attach(entry, source);
    else if (entry.state.servingCell !== told.sourceCell) attachment.move(entry, source);
    handovers.begin(entry, { targetCells: told.targetCells, cause: 'EXTERNAL', ...(told.handoverId !== undefined && { id: told.handoverId }) });
  }
  advanceTo(network, handovers, entry, told);
}

function isSame({ id, sourceCell }: { id: string; sourceCell: string }, told: ToldHandover): boolean {
  return told.handoverId === undefined ? sourceCell === told.sourceCell : id === told.handoverId;
}

function advanceTo(network: NetworkState, handovers: Emulation['handovers'], entry: UeEntry, { hoStatus, targetCells, failure = 'EXTERNAL' }: ToldHandover): void {
  const handover = network.handoverOf(entry)!;
  if (hoStatus === 5) return handovers.giveUp(handover, 'be cancelled', failure);
  if (hoStatus === 4) return handovers.giveUp(handover, handover.status === 'IN_PREPARATION' ? 'be rejected' : 'be cancelled', failure);
  if (hoStatus >= 2 && handover.status === 'IN_PREPARATION') handovers.admit(handover, targetCells[0]!);
  if (hoStatus === 3) handovers.complete(handover);
}
