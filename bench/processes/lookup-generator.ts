import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LoadOrder, LoadOutcome } from './load-generator.js';
import { answerQuestions } from './questions.js';

/** Address records of names, asked for in turn. */
export interface LookupRequest {
  /** File of the program. */
  dnsperf: string;
  port: number;
  names: string[];
  /** Where the names are left for dnsperf. */
  folder: string;
}

const SOCKETS = 8;

function figure(output: string, name: string): number {
  const text = new RegExp(`^\\s*${name}:\\s+([\\d.]+)`, 'm').exec(output)?.[1];
  if (text === undefined) throw new Error(`dnsperf says nothing of "${name}":\n${output}`);
  return Number(text);
}

/** Asks with dnsperf, which takes less CPU for a query than Node would. */
async function generate({ request: { dnsperf, port, names, folder }, connections, extent }: LoadOrder<LookupRequest>): Promise<LoadOutcome> {
  const file = join(folder, 'names');
  const count = 'seconds' in extent ? names.length : extent.requests;
  writeFileSync(file, Array.from({ length: count }, (_, index) => `${names[index % names.length]} A\n`).join(''));
  const limit = 'seconds' in extent ? ['-l', String(extent.seconds)] : ['-n', '1'];
  const server = ['-s', '127.0.0.1', '-p', String(port)];
  const { stdout } = await promisify(execFile)(dnsperf, [...server, '-d', file, '-q', String(connections), '-c', String(SOCKETS), ...limit]);
  const requests = figure(stdout, 'Queries completed');
  const lost = figure(stdout, 'Queries lost');
  const codes = /Response codes:\s+(.*)/.exec(stdout)?.[1];
  if (lost > 0 || codes !== `NOERROR ${requests} (100.00%)`) throw new Error(`${lost} queries to port ${port} are lost; the others are answered ${codes}.`);
  return { requests, requestsPerSecond: figure(stdout, 'Queries per second') };
}

answerQuestions(generate);
