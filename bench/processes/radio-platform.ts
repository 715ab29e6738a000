import { setTimeout } from 'node:timers/promises';
import { monotonicTime } from '../measurement/monotonic-time.js';
import { Platform, type PlatformBuild } from './platform.js';
import { Sink } from './sink.js';

/** Acknowledgements are written a moment after the deliveries and count for their CPU time. */
const SETTLE_MS = 200;
const SUBSCRIPTIONS_AT_A_TIME = 20;
const CELLS = 20;
const EVENTS_AT_A_TIME = 1000;

const PLMN = { mcc: '001', mnc: '01' };
const position = { latitude: 0, longitude: 0 };
const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
const addressOf = (ue: number) => ({ type: 1, value: `10.45.${ue >> 8}.${ue & 255}` });
const cellOf = (ue: number) => `cell-${ue % CELLS}`;

/** A network of which everything is told from outside, and whose time stands still, so that only what is told costs anything. */
const scenario = (ues: number) => ({
  name: 'bench',
  clock: { mode: 'STEPPED' },
  baseStations: Array.from({ length: CELLS }, (_, index) => ({ id: `enb-${index}`, type: 'ENB', plmn: PLMN, nodeId: hex(index + 1, 5), position })),
  cells: Array.from({ length: CELLS }, (_, index) => ({
    id: `cell-${index}`,
    baseStation: `enb-${index}`,
    ecgi: { plmn: PLMN, cellId: `${hex(index + 1, 5)}01` },
    transmitPower: 43,
    carrierFrequency: 1800,
    bandwidth: 100,
  })),
  ues: Array.from({ length: ues }, (_, ue) => ({ id: `ue-${ue}`, associateId: [addressOf(ue)], mobility: { model: 'EXTERNAL' } })),
});

/** What became of some events. */
export interface Told {
  /** Milliseconds from sending the events to the arrival of each notification. */
  latencies: number[];
  /** CPU time in milliseconds of the platform for all of it. */
  cpuTime: number;
}

/** A platform with a radio network, and a subscriber to its timing advances. */
export class RadioPlatform {
  private constructor(
    private readonly platform: Platform,
    private readonly sink: Sink,
  ) {}

  /** @param subscribersOf how many subscriptions there are to each UE */
  static async start(build: PlatformBuild, databaseFile: string, subscribersOf: readonly number[]): Promise<RadioPlatform> {
    const radio = new RadioPlatform(await Platform.start(build, { databaseFile }), await Sink.start());
    await radio.send('PUT', '/ran/v1/scenario', scenario(subscribersOf.length));
    const places = subscribersOf.map((_count, ue) => ({ kind: 'UE_STATE', state: { ue: `ue-${ue}`, attached: true, servingCell: cellOf(ue) } }));
    for (let start = 0; start < places.length; start += EVENTS_AT_A_TIME) await radio.send('POST', '/ran/v1/events', places.slice(start, start + EVENTS_AT_A_TIME));
    await radio.subscribe(subscribersOf.flatMap((count, ue) => Array<number>(count).fill(ue)));
    return radio;
  }

  /** Lets the timing advance of each of these UEs be measured, all in one request, and waits until so many notifications have arrived. */
  async tell(ues: readonly number[], notifications: number): Promise<Told> {
    const before = await this.platform.process.cpuTime();
    const sentAt = monotonicTime();
    await this.send('POST', '/ran/v1/events', ues.map((ue, index) => ({ kind: 'TIMING_ADVANCE', ue: `ue-${ue}`, cell: cellOf(ue), timingAdvance: index % 7691 })));
    const { arrivals } = await this.sink.collect(notifications);
    if (arrivals.length !== notifications) throw new Error(`${arrivals.length} notifications arrived instead of ${notifications}.`);
    await setTimeout(SETTLE_MS);
    return { latencies: arrivals.map((at) => at - sentAt), cpuTime: (await this.platform.process.cpuTime()) - before };
  }

  async stop(): Promise<void> {
    await this.platform.stop();
    await this.sink.stop();
  }

  private async subscribe(ues: readonly number[]): Promise<void> {
    for (let start = 0; start < ues.length; start += SUBSCRIPTIONS_AT_A_TIME) {
      const some = ues.slice(start, start + SUBSCRIPTIONS_AT_A_TIME);
      await Promise.all(
        some.map((ue, index) =>
          this.send('POST', '/rni/v2/subscriptions', {
            subscriptionType: 'MeasTaSubscription',
            callbackReference: `${this.sink.origin}/subscriber-${start + index}`,
            filterCriteriaAssoc: { associateId: [addressOf(ue)] },
          }),
        ),
      );
    }
  }

  private async send(method: 'POST' | 'PUT', path: string, body: unknown): Promise<void> {
    const answer = await fetch(`${this.platform.url}${path}`, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} is answered ${answer.status}: ${text.slice(0, 200)}`);
  }
}
