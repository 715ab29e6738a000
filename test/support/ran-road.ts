import type { RanEvent } from '../../src/modules/ran/domain/network/events.js';
import type { RadioNetwork } from '../../src/modules/ran/domain/radio-network.js';
import { car, enb, eutranCell, handoverReport } from '../unit/ran-scenes.js';

/** Two eNBs, and a car on its way from one to the other. */
export function build(network: RadioNetwork): RanEvent[] {
  network.configure({ shadowing: false, reportConfigs: [handoverReport] });
  return [
    ...network.putBaseStation(enb('west', 1, 0)),
    ...network.putBaseStation(enb('east', 2, 1000)),
    ...network.putCell(eutranCell('west-1', 'west', '0000101', { neighbours: ['east-1'] })),
    ...network.putCell(eutranCell('east-1', 'east', '0000201', { neighbours: ['west-1'] })),
    ...network.putUe(car('car', 400, 1000)),
  ];
}

export const lasting = (events: readonly RanEvent[]) => events.filter(({ kind }) => kind !== 'UE_STATE' && kind !== 'CELL_STATE');

/** Passes time in pieces of a step. */
export async function pass(host: { pass: (spanDue: () => number, longest: number) => Promise<number> }, milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; ) left -= await host.pass(() => left, 5);
}

/** As it is after a way through a file. */
export const text = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

