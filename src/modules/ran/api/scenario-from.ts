import type { components } from '../../../generated/ran.js';
import { baseStationFrom, cellFrom, clockFrom, configurationFrom, ueFrom } from './known-attributes.js';
import { radioEventFrom } from './radio-event-from.js';

type Scenario = components['schemas']['Scenario'];

/** A scenario as it was sent, without what the document doesn't know or the platform sets. */
export function scenarioFrom({ name, description, startTime, clock, configuration, baseStations, cells, ues, schedule }: Scenario): Scenario {
  return {
    name,
    ...(description !== undefined && { description }),
    ...(startTime !== undefined && { startTime }),
    ...(clock && { clock: clockFrom(clock) }),
    ...(configuration && { configuration: configurationFrom(configuration) }),
    baseStations: baseStations.map(baseStationFrom),
    cells: cells.map(cellFrom),
    ues: ues.map(ueFrom),
    ...(schedule && { schedule: schedule.map(({ at, event }) => ({ at, event: radioEventFrom(event) })) }),
  };
}
