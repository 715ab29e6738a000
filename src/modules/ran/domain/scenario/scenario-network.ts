import { type Fault, Problem } from '../../../common/problem/index.js';
import type { ShippedTracks } from '../mobility/way-of.js';
import type { RanEvent } from '../network/events.js';
import { RadioNetwork } from '../radio-network.js';
import { eventFaults } from '../told/event-faults.js';
import type { Scenario } from '../types.js';

/** A network at the beginning of a scenario. */
export interface BegunNetwork {
  network: RadioNetwork;
  /** What has happened by that: UEs attach. */
  events: RanEvent[];
  /** What of the scenario the network has refused, and so lacks. */
  faults: Fault[];
}

/** Builds the network of a scenario. @param now milliseconds since 1970 at which it begins if the scenario does not say */
export function begin(scenario: Scenario, now: number, tracks: ShippedTracks): BegunNetwork {
  const { configuration = {}, baseStations, cells, ues, schedule = [], startTime } = scenario;
  const faults: Fault[] = [];
  const events: RanEvent[] = [];
  const start = startTime === undefined ? now : Date.parse(startTime);
  const attempt = (place: string, act: () => void): void => {
    try {
      act();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      faults.push(...faultsOf(place, error));
    }
  };
  let network = RadioNetwork.create({ now: start, tracks });
  attempt('/configuration', () => (network = RadioNetwork.create({ now: start, configuration, tracks })));
  const putAll = <T extends { id: string }>(list: readonly T[], place: string, put: (item: T) => RanEvent[]): void => {
    const ids = new Set<string>();
    list.forEach((item, index) => {
      if (ids.has(item.id)) faults.push({ place: `${place}/${index}/id`, detail: `is that of another one, ${item.id}` });
      else attempt(`${place}/${index}`, () => events.push(...put(item)));
      ids.add(item.id);
    });
  };
  putAll(baseStations, '/baseStations', (each) => network.putBaseStation(each));
  putAll(cells, '/cells', (each) => network.putCell(each));
  putAll(ues, '/ues', (each) => network.putUe(each));
  faults.push(...schedule.flatMap(({ event }, index) => eventFaults(event, `/schedule/${index}/event`)));
  network.plan(schedule);
  return { network, events, faults };
}

const faultsOf = (place: string, { faults, detail }: Problem): Fault[] =>
  faults.length ? faults.map((fault) => ({ place: `${place}${fault.place}`, detail: fault.detail })) : [{ place, detail: `is refused: ${detail.replace(/\.$/, '')}` }];
