import type { Handovers } from '../handover/handovers.js';
import type { CellEntry } from '../network/cell-entry.js';
import type { NetworkState } from '../network/network-state.js';
import type { UeEntry } from '../network/ue-entry.js';
import type { Attachment } from './attachment.js';
import { IN_SYNC, OUT_OF_SYNC } from './synchronization.js';

/** Milliseconds out of sync until the link has failed, T310 (TS 36.331, 7.3). */
const FAILURE_TIME = 1000;

/** The weakest RSRP in dBm at which a cell is suitable (TS 36.304, 5.2.3.2, Qrxlevmin). */
const LEAST_POWER = -120;

/** RSRP in dBm from which a UE picks a preamble of group B, the high range (TS 36.321, 5.1.2). */
const GROUP_B_POWER = -95;

/** UEs attach to the best cell, and lose it where the radio link fails. */
export class RadioLink {
  constructor(
    private readonly network: NetworkState,
    private readonly attachment: Attachment,
    private readonly handovers: Handovers,
  ) {}

  step(entry: UeEntry): void {
    const serving = this.network.servingCell(entry);
    if (!serving) this.select(entry);
    else if (this.hasFailed(entry, serving)) this.fail(entry);
  }

  /** The strongest suitable cell of NR, or else of E-UTRA: powers of two technologies do not compare, priorities do (TS 38.304, 5.2.4.5). */
  private select(entry: UeEntry): void {
    const suitable = [...this.network.cells.values()].filter(({ cell }) => {
      const measured = entry.state.measured.get(cell.id);
      return measured !== undefined && measured.rsrp >= LEAST_POWER && (measured.sinr ?? -Infinity) >= IN_SYNC;
    });
    const power = ({ cell }: CellEntry) => entry.state.measured.get(cell.id)!.rsrp;
    const [best] = suitable.sort((a, b) => Number(b.identity.rat === 'NR') - Number(a.identity.rat === 'NR') || power(b) - power(a));
    if (!best) return;
    best.state.traffic.preambles[power(best) >= GROUP_B_POWER ? 'high' : 'low'] += 1;
    this.attachment.attach(entry, best);
  }

  private hasFailed({ state }: UeEntry, { cell }: CellEntry): boolean {
    const sinr = state.measured.get(cell.id)?.sinr ?? -Infinity;
    if (sinr >= IN_SYNC) delete state.outOfSyncSince;
    else if (sinr < OUT_OF_SYNC) state.outOfSyncSince ??= this.network.now;
    return state.outOfSyncSince !== undefined && this.network.now - state.outOfSyncSince >= FAILURE_TIME;
  }

  private fail(entry: UeEntry): void {
    const handover = this.network.handoverOf(entry);
    if (handover?.status === 'IN_EXECUTION') return;
    if (handover) this.handovers.giveUp(handover, 'be cancelled', 'RADIO_LINK_FAILURE');
    this.attachment.detach(entry);
  }
}
