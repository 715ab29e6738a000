import { groundDistance } from '../geography/local-plane.js';
import type { NetworkState } from '../network/network-state.js';
import type { UeEntry } from '../network/ue-entry.js';
import { reportedTimingAdvance, timingAdvanceSteps } from '../radio/timing-advance.js';

/** Cells measure how far their UEs are, and tell when the UE has to be told: when it is off by a step of 16 Ts. */
export class TimingAdvances {
  constructor(private readonly network: NetworkState) {}

  step(entry: UeEntry): void {
    const serving = this.network.servingCell(entry);
    const { state, height } = entry;
    if (!serving || !state.position) return;
    const { position, antennaHeight } = serving.transmitter;
    const distance = Math.hypot(groundDistance(position, state.position), antennaHeight - height);
    state.timingAdvance = reportedTimingAdvance(distance);
    const steps = timingAdvanceSteps(distance);
    if (steps === state.timingAdvanceSteps) return;
    state.timingAdvanceSteps = steps;
    this.network.tell({ kind: 'TIMING_ADVANCE', ue: entry.identity, cell: serving.identity, timingAdvance: state.timingAdvance });
  }
}
