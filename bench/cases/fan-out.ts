import { setTimeout } from 'node:timers/promises';
import { BareServer } from '../bare/bare-server.js';
import { monotonicTime } from '../measurement/monotonic-time.js';
import { median, percentile, sum } from '../measurement/statistics.js';
import type { MeasuredProcess } from '../processes/measured-process.js';
import { Platform } from '../processes/platform.js';
import { Sink } from '../processes/sink.js';
import type { Bench, FanOutFigures, FanOutResult } from './bench.js';
import { populate } from './population.js';
import { REGISTRATION, servicesOf } from './sample-service.js';

/** Acknowledgements are written a moment after the deliveries and count for their CPU time. */
const SETTLE_MS = 200;
const SUBSCRIBERS_AT_A_TIME = 20;

interface Notifier {
  process: MeasuredProcess;
  /** Where a change is posted. */
  url: string;
  sink: Sink;
}

interface Change {
  answeredAfter: number;
  latencies: number[];
  cpuTime: number;
  connections: number;
}

async function subscribe(platform: Platform, sink: Sink, subscribers: number): Promise<void> {
  const url = servicesOf(platform.url).replace(/services$/, 'subscriptions');
  for (let start = 0; start < subscribers; start += SUBSCRIBERS_AT_A_TIME) {
    const paths = Array.from({ length: Math.min(SUBSCRIBERS_AT_A_TIME, subscribers - start) }, (_, index) => `/subscriber-${start + index}`);
    const answers = paths.map((path) => {
      const body = { subscriptionType: 'SerAvailabilityNotificationSubscription', callbackReference: `${sink.origin}${path}` };
      return fetch(url, { ...REGISTRATION, body: JSON.stringify(body) });
    });
    for (const { status } of await Promise.all(answers)) if (status !== 201) throw new Error(`A subscription is answered ${status}.`);
  }
}

async function change({ process, url, sink }: Notifier, subscribers: number): Promise<Change> {
  const before = await process.cpuTime();
  const sentAt = monotonicTime();
  const { status } = await fetch(url, REGISTRATION);
  const answeredAfter = monotonicTime() - sentAt;
  if (status !== 201) throw new Error(`A change is answered ${status}.`);
  const { arrivals, subscribers: told, connections } = await sink.collect(subscribers);
  if (arrivals.length !== subscribers || told !== subscribers)
    throw new Error(`${arrivals.length} notifications arrived for ${told} of ${subscribers} subscribers.`);
  await setTimeout(SETTLE_MS);
  return { answeredAfter, latencies: arrivals.map((at) => at - sentAt), cpuTime: (await process.cpuTime()) - before, connections };
}

const deliveriesPerSecond = ({ latencies }: Change) => (latencies.length * 1000) / Math.max(...latencies);
const p99 = ({ latencies }: Change) => percentile(latencies, 0.99);
const cpuMicroseconds = (changes: Change[]) => (sum(changes.map(({ cpuTime }) => cpuTime)) * 1000) / sum(changes.map(({ latencies }) => latencies.length));

const figuresOf = (changes: Change[]): FanOutFigures => ({
  deliveriesPerSecond: median(changes.map(deliveriesPerSecond)),
  p99Milliseconds: median(changes.map(p99)),
  answerMilliseconds: median(changes.map(({ answeredAfter }) => answeredAfter)),
  cpuMicroseconds: cpuMicroseconds(changes),
});

/** Changes in turn, so that whatever else the machine does disturbs both alike. */
async function compareNotifiers(ours: Notifier, other: Notifier, concurrency: number, scale: Bench['scale']): Promise<FanOutResult> {
  const { subscribers, changes, warmUpChanges } = scale;
  const pairs: { ours: Change; other: Change }[] = [];
  for (let round = 0; round < warmUpChanges + changes; round++)
    pairs.push({ ours: await change(ours, subscribers), other: await change(other, subscribers) });
  const counting = pairs.slice(warmUpChanges);
  const [figures, others] = [figuresOf(counting.map((pair) => pair.ours)), figuresOf(counting.map((pair) => pair.other))];
  const ratios = {
    deliveriesPerSecond: median(counting.map((pair) => deliveriesPerSecond(pair.ours) / deliveriesPerSecond(pair.other))),
    p99Milliseconds: median(counting.map((pair) => p99(pair.other) / p99(pair.ours))),
    answerMilliseconds: median(counting.map((pair) => pair.other.answeredAfter / pair.ours.answeredAfter)),
    cpuMicroseconds: others.cpuMicroseconds / figures.cpuMicroseconds,
  };
  return { kind: 'fan-out', subscribers, changes, concurrency, ours: figures, other: others, ratios };
}

export async function fanOut(bench: Bench): Promise<FanOutResult> {
  const { subscribers } = bench.scale;
  const { databaseFile } = populate(bench, 0);
  const platform = await Platform.start(bench.build, { databaseFile });
  const [sink, bareSink] = [await Sink.start(), await Sink.start()];
  let bare: BareServer | undefined;
  try {
    await subscribe(platform, sink, subscribers);
    const ours = { process: platform.process, url: servicesOf(platform.url), sink };
    const { connections: concurrency } = await change(ours, subscribers);
    bare = await BareServer.start({ kind: 'fan-out', fanOut: { bodies: await sink.bodies(), origin: bareSink.origin, concurrency } });
    const other = { process: bare.process, url: bare.url, sink: bareSink };
    return await compareNotifiers(ours, other, concurrency, bench.scale);
  } finally {
    for (const part of [bare, platform, sink, bareSink]) await part?.stop();
  }
}
