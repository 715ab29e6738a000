import { type Fault, Problem } from '../../../common/problem/index.js';
import { lostNeighbours } from '../network/cell-check.js';
import type { RadioNetwork } from '../radio-network.js';
import type { Cell, Scenario, ScheduledEvent } from '../types.js';

const isThere = ({ cells }: Scenario, id: string): boolean => cells.some((cell) => cell.id === id);

/** Why an event cannot happen in a network, if it cannot. */
function refusal(network: RadioNetwork, { event }: ScheduledEvent): string | undefined {
  try {
    network.check(event);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error.detail.replace(/\.$/, '');
    throw error;
  }
}

/** References of a scenario that lead nowhere. @param network that of the scenario */
export function referenceFaults(scenario: Scenario, network: RadioNetwork): Fault[] {
  const neighbours = scenario.cells.flatMap((cell, number) =>
    lostNeighbours(cell, (id) => isThere(scenario, id)).map(({ id, index }) => ({ place: `/cells/${number}/neighbours/${index}`, detail: `names the cell ${id}, which is not there` })),
  );
  const events = (scenario.schedule ?? []).flatMap((scheduled, index) => {
    const reason = refusal(network, scheduled);
    return reason === undefined ? [] : [{ place: `/schedule/${index}/event`, detail: `cannot happen: ${reason}` }];
  });
  return [...neighbours, ...events];
}

/** The scenario without the references that lead nowhere, so that it can be loaded. @param network that of the scenario */
export function withoutLostReferences(scenario: Scenario, network: RadioNetwork): Scenario {
  const linked = (cell: Cell): Cell => (cell.neighbours ? { ...cell, neighbours: cell.neighbours.filter((id) => isThere(scenario, id)) } : cell);
  return { ...scenario, cells: scenario.cells.map(linked), schedule: (scenario.schedule ?? []).filter((scheduled) => refusal(network, scheduled) === undefined) };
}
