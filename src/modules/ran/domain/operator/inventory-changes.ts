import { isRemoval, type RanChange, type ResourceChange } from '../host/ran-log.js';
import type { RadioNetwork } from '../radio-network.js';
import type { BaseStation, Cell, Ue } from '../types.js';

/** What the operator has put into a network, by id. A part that is replaced is another object. */
interface InventoryView {
  baseStations: Map<string, BaseStation>;
  cells: Map<string, Cell>;
  ues: Map<string, Ue>;
}

const byId = <T extends { id: string }>(items: T[]): Map<string, T> => new Map(items.map((item) => [item.id, item]));

export const inventoryOf = (network: RadioNetwork): InventoryView => ({
  baseStations: byId(network.baseStations()),
  cells: byId(network.cells()),
  ues: byId(network.ues()),
});

function* differences<T>(before: Map<string, T>, after: Map<string, T>): Generator<[ResourceChange, T]> {
  for (const [id, item] of after) if (before.get(id) !== item) yield [before.has(id) ? 'REPLACED' : 'ADDED', item];
  for (const [id, item] of before) if (!after.has(id)) yield ['REMOVED', item];
}

/** What has become of the parts of a network since `before`: of those that come the base stations first, of those that go the UEs. */
export function inventoryChanges(before: InventoryView, network: RadioNetwork): RanChange[] {
  const after = inventoryOf(network);
  const time = network.now;
  const changes: RanChange[] = [
    ...[...differences(before.baseStations, after.baseStations)].map(([change, baseStation]) => ({ time, kind: 'BASE_STATION' as const, change, baseStation })),
    ...[...differences(before.cells, after.cells)].map(([change, cell]) => ({ time, kind: 'CELL' as const, change, cell })),
    ...[...differences(before.ues, after.ues)].map(([change, ue]) => ({ time, kind: 'UE' as const, change, ue })),
  ];
  return [...changes.filter((change) => !isRemoval(change)), ...changes.filter(isRemoval).toReversed()];
}
