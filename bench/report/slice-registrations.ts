import type { SliceRegistrationsResult } from '../cases/bench.js';
import { ratio, table, tenths, whole } from './table.js';

const megabytes = (bytes: number) => tenths(bytes / 1e6);
const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3);

function scenarioTable({ scenarios }: SliceRegistrationsResult): string {
  const rows = scenarios.map(({ scenario, run, outcome, attempts, messages, duration }) => {
    const registeredAfter = outcome === 'REGISTERED' ? seconds(duration) : `never (${outcome} after ${seconds(duration)})`;
    return [scenario, run, whole(attempts), whole(messages), registeredAfter];
  });
  return table(['scenario', 'run', 'attempts', 'messages', 'registered after, s of the emulated clock'], rows);
}

function runTable({ runs: { full, none, ratios } }: SliceRegistrationsResult): string {
  return table(
    ['figure', 'ratio', 'trace FULL', 'trace NONE'],
    [
      ['runs per second', ratio(ratios.perSecond), whole(full.perSecond), whole(none.perSecond)],
      ['CPU µs per run', ratio(ratios.cpuMicroseconds), whole(full.cpuMicroseconds), whole(none.cpuMicroseconds)],
    ],
  );
}

function traceTable({ trace: { counted, stored } }: SliceRegistrationsResult): string {
  return table(
    ['figure', 'ratio', 'every entry stored', 'messages counted'],
    [
      ['events per second', ratio(stored.eventsPerSecond / counted.eventsPerSecond), whole(stored.eventsPerSecond), whole(counted.eventsPerSecond)],
      ['CPU µs per event', ratio(counted.cpuMicroseconds / stored.cpuMicroseconds), tenths(stored.cpuMicroseconds), tenths(counted.cpuMicroseconds)],
      ['peak memory above the idle process, MB', ratio(counted.peakBytes / stored.peakBytes), megabytes(stored.peakBytes), megabytes(counted.peakBytes)],
    ],
  );
}

type Way = 'atOnce' | 'inTurn';

function growthTable({ growth }: SliceRegistrationsResult, way: Way): string {
  const [few] = growth.map((row) => row[way]);
  const rows = growth.map(({ ues, [way]: { events, eventsPerSecond, cpuMicroseconds, heldBytes, peakBytes } }) => [
    ...[whole(ues), whole(events), whole(eventsPerSecond), tenths(cpuMicroseconds), ratio(cpuMicroseconds / few!.cpuMicroseconds)],
    ...[whole(heldBytes / ues), ratio(heldBytes / ues / (few!.heldBytes / few!.ues)), megabytes(peakBytes)],
  ]);
  const against = `against ${whole(few!.ues)} UEs`;
  return table(['UEs', 'events', 'events per second', 'CPU µs per event', against, 'bytes per UE at the end', against, 'peak memory above the idle process, MB'], rows);
}

export function sliceRegistrationsSection(result: SliceRegistrationsResult): string {
  const { runs, trace, growth, target, met } = result;
  const verdict = (way: Way) => (met[way] ? 'met' : 'missed');
  return `The runs of scenarios/registration on the platform. A LOOP ends when the UE has tried again as often as its retry cap says:

${scenarioTable(result)}

${whole(runs.count)} runs of the scenario moved with the idea, ${runs.rounds} times, one POST each, from the first request to the end of the last run; a ratio is above 1 where
runs with their trace in SQL are the better ones:

${runTable(result)}

${whole(trace.counted.ues)} UEs in one emulation, all of which begin at the same moment and register as with the idea, ${whole(trace.counted.events)} events. A process of its own each; every entry of the
trace is a row in SQL, written in one transaction at the end:

${traceTable(result)}

How both grow, messages only counted, a process of its own for each size. Target: CPU time of an event with the most UEs is ${target} as with
${whole(growth[1]!.ues)}. All UEs begin at the same moment; ${verdict('atOnce')}:

${growthTable(result, 'atOnce')}

One UE begins each millisecond of the emulated clock, so that about as many are under way at a time, however many there are; ${verdict('inTurn')}:

${growthTable(result, 'inTurn')}`;
}
