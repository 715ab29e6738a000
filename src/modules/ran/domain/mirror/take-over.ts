import type { NetworkState } from '../network/network-state.js';
import type { ToldCellState, ToldUeState } from '../types.js';

/** A cell is as another platform says. */
export function takeOverCellState(network: NetworkState, told: ToldCellState): void {
  network.cell(told.cell).state.told = told.layer2 ?? {};
}

/** A UE is as another platform says, whole. */
export function takeOverUeState(network: NetworkState, told: ToldUeState): void {
  const { state } = network.ue(told.ue);
  for (const attribute of ['position', 'heading', 'servingCell', 'timingAdvance'] as const) {
    delete state[attribute];
    if (told[attribute] !== undefined) Object.assign(state, { [attribute]: told[attribute] });
  }
  state.speed = told.speed ?? 0;
  state.secondaryCells = told.secondaryCells ?? [];
  if (told.measurements) state.measuredAt = told.measuredAt === undefined ? network.now : Date.parse(told.measuredAt);
  state.measured = new Map((told.measurements ?? []).map(({ cell, ...quantities }) => [cell, quantities]));
  state.prbUsage = told.prbUsage ?? { dl: 0, ul: 0 };
  state.told = told.layer2 ?? {};
}
