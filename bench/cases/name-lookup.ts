import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { compare } from '../measurement/comparison.js';
import { Load } from '../processes/load.js';
import { NameServer, type Names } from '../processes/name-server.js';
import { atLeast, type Bench, type RequestResult, type SkippedResult } from './bench.js';

const TARGET = 0.5;

/** Debian keeps servers where the path of a user does not lead. */
const FOLDERS = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'];

const programFile = (name: string) => FOLDERS.map((folder) => join(folder, name)).find((file) => existsSync(file));

const addressOf = (index: number) => `10.1.${Math.floor(index / 250)}.${(index % 250) + 1}`;
const someNames = (count: number): Names => Object.fromEntries(Array.from({ length: count }, (_, index) => [`app-${index}.mec.example.com`, addressOf(index)]));

async function requireSameAnswers(ours: NameServer, other: NameServer, names: string[]): Promise<void> {
  for (const name of names)
    if (!isDeepStrictEqual(await ours.lookUp(name), await other.lookUp(name))) throw new Error(`dnsmasq does not say of ${name} what the platform says.`);
}

export async function nameLookup({ build, scale, folder }: Bench): Promise<RequestResult | SkippedResult> {
  const title = `DNS: A of one of ${scale.names.toLocaleString('en')} names, over UDP`;
  const [dnsmasq, dnsperf] = [programFile('dnsmasq'), programFile('dnsperf')];
  if (!dnsmasq || !dnsperf) {
    if (process.env['CI'] === 'true') throw new Error('dnsmasq or dnsperf is missing.');
    return { kind: 'skipped', title, reason: 'dnsmasq and dnsperf are not both installed' };
  }
  const records = someNames(scale.names);
  const names = Object.keys(records);
  const load = Load.ofLookups();
  const [ours, other] = [await NameServer.ofPlatform(build.main, records), await NameServer.dnsmasq(dnsmasq, folder, records)];
  try {
    await requireSameAnswers(ours, other, names.slice(0, 20));
    const contestant = ({ process, port }: NameServer) => ({ process, request: { dnsperf, port, names, folder } });
    const comparison = await compare(load, contestant(ours), contestant(other), scale.plan);
    return { kind: 'requests', title, other: 'dnsmasq with the same names in a hosts file', comparison, verdict: atLeast(TARGET, comparison) };
  } finally {
    for (const part of [ours, other, load]) await part.stop();
  }
}
