import type { StartFigures, StartResult } from '../cases/bench.js';
import { ratio, table, tenths, whole } from './table.js';

export function startSection({ starts, load, figures: { fresh, migrated, nest }, emptyNode, target, met }: StartResult): string {
  const row = (name: string, { wall, cpu, resident }: StartFigures) => [name, whole(wall), whole(cpu), tenths(resident), ratio(wall / nest.wall), ratio(cpu / nest.cpu), ratio(resident / nest.resident)];
  return `From the birth of the process to the first 200 of /health/ready, and its memory 3 s later; medians of ${starts} starts each, which take turns (load of the machine: ${whole(load)}).
Beside them a server that is Nest and Fastify alone, bundled alike. Node itself takes ${whole(emptyNode)} ms to do nothing. Target: ${target};
time ${met.time ? 'met' : 'missed'}, memory ${met.memory ? 'met' : 'missed'}.

${table(['start', 'ms to ready', 'CPU ms', 'resident, MB', 'time against Nest alone', 'CPU', 'memory'], [row('new SQLite database', fresh), row('existing SQLite database', migrated), row('Nest alone', nest)])}`;
}
