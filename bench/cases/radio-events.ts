import { median, percentile, sum } from '../measurement/statistics.js';
import { RadioPlatform, type Told } from '../processes/radio-platform.js';
import { type Bench, type RadioEventsResult } from './bench.js';
import { populate } from './population.js';

/** At once at most, so that no subscription falls behind and reads the log again. */
const MOST_EVENTS = 100;
const MOST_NOTIFICATIONS = 4000;
const MOST_TIMES_AS_MUCH = 1.2;

type Row = RadioEventsResult['matching'][number];

/** A UE with so many subscribers, at a platform with so many subscriptions. */
interface Subject {
  platform: RadioPlatform;
  subscriptions: number;
  ue: number;
  matching: number;
  told: Told[];
  events: number;
}

const startPlatform = (bench: Bench, subscribersOf: readonly number[]): Promise<RadioPlatform> => RadioPlatform.start(bench.build, populate(bench, 0).databaseFile, subscribersOf);

/** Every UE has as many subscribers: all UEs at once, then one at a time. */
async function measureDelivery(bench: Bench): Promise<RadioEventsResult['delivery']> {
  const { ues, subscriptions, rounds, single } = bench.scale.radio;
  const each = subscriptions / ues;
  const platform = await startPlatform(bench, Array<number>(ues).fill(each));
  try {
    const everybody = Array.from({ length: ues }, (_, ue) => ue);
    await platform.tell(everybody, subscriptions);
    const bursts: Told[] = [];
    for (let round = 0; round < rounds; round++) bursts.push(await platform.tell(everybody, subscriptions));
    const singles: number[] = [];
    for (let round = 0; round < single; round++) singles.push(...(await platform.tell([round % ues], each)).latencies);
    return {
      eventsPerSecond: median(bursts.map(({ latencies }) => (ues * 1000) / Math.max(...latencies))),
      burstP99: median(bursts.map(({ latencies }) => percentile(latencies, 0.99))),
      cpuMicroseconds: (sum(bursts.map(({ cpuTime }) => cpuTime)) * 1000) / (rounds * ues),
      singleP50: median(singles),
      singleP99: percentile(singles, 0.99),
    };
  } finally {
    await platform.stop();
  }
}

async function tellSome({ platform, ue, matching, told, events }: Subject): Promise<void> {
  told.push(await platform.tell(Array<number>(events).fill(ue), events * matching));
}

const rowOf = ({ subscriptions, matching, told, events }: Subject): Row => ({
  subscriptions,
  matching,
  cpuMicroseconds: (sum(told.map(({ cpuTime }) => cpuTime)) * 1000) / (told.length * events),
});

/** The few subscriptions of one UE alone and among many, and UEs with more subscribers, in turn. */
async function measureMatching(bench: Bench): Promise<Row[]> {
  const { ues, subscriptions, matching, rounds } = bench.scale.radio;
  const [, few] = matching;
  const others = ues - matching.length;
  const left = subscriptions - sum(matching);
  const spread = Array.from({ length: others }, (_, index) => Math.floor(left / others) + (index < left % others ? 1 : 0));
  const among = await startPlatform(bench, [...matching, ...spread]);
  const alone = await startPlatform(bench, [0, few!, ...Array<number>(ues - 2).fill(0)]);
  try {
    const subject = (platform: RadioPlatform, total: number) => (count: number, ue: number): Subject => {
      const events = Math.max(1, Math.min(MOST_EVENTS, Math.floor(MOST_NOTIFICATIONS / Math.max(count, 1))));
      return { platform, subscriptions: total, ue, matching: count, told: [], events };
    };
    const subjects = [...[0, few!].map(subject(alone, few!)), ...matching.map(subject(among, subscriptions))];
    for (const one of subjects) await tellSome({ ...one, told: [] });
    for (let round = 0; round < rounds; round++) for (const one of subjects) await tellSome(one);
    return subjects.map(rowOf);
  } finally {
    await alone.stop();
    await among.stop();
  }
}

/** What an event in the radio network costs until all that it concerns are told. */
export async function radioEvents(bench: Bench): Promise<RadioEventsResult> {
  const { ues, subscriptions } = bench.scale.radio;
  const delivery = await measureDelivery(bench);
  const matching = await measureMatching(bench);
  const [, fewAlone, , fewAmong] = matching;
  const met = fewAmong!.cpuMicroseconds <= MOST_TIMES_AS_MUCH * fewAlone!.cpuMicroseconds;
  return { kind: 'radio-events', ues, subscriptions, delivery, matching, verdict: { target: `at most ${MOST_TIMES_AS_MUCH} times as much`, met } };
}
