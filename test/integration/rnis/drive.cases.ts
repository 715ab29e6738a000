import fc from 'fast-check';
import type { LastingEvent } from '../../../src/modules/ran/index.js';
import { startCallbackSink } from '../../support/callback-sink.js';
import { eventually } from '../../support/eventually.js';
import { type RniSubscription, rniSubscription } from '../../support/rni/arbitrary-subscriptions.js';
import { wants } from '../../support/rni/reference-filter.js';
import { RniWorld } from '../../support/rni/rni-world.js';
import { buildTown, driveThroughTown } from '../../support/rni/town.js';

/** One of each type that admits all that it can. */
const OPEN = [
  { subscriptionType: 'CellChangeSubscription', filterCriteriaAssocHo: { hoStatus: [1, 2, 3, 4, 5] } },
  { subscriptionType: 'NrCellChangeSubscription', filterCriteriaAssocHo: { hoStatus: [1, 2, 3, 4, 5] } },
  { subscriptionType: 'RabEstSubscription', filterCriteriaQci: { qci: 1 } },
  { subscriptionType: 'RabModSubscription', filterCriteriaQci: { erabId: 6, qci: 2 } },
  { subscriptionType: 'RabRelSubscription', filterCriteriaQci: { erabId: 6, qci: 2 } },
  { subscriptionType: 'MeasRepUeSubscription', filterCriteriaAssocTri: {} },
  { subscriptionType: 'NrMeasRepUeSubscription', filterCriteriaNrMrs: {} },
  { subscriptionType: 'MeasTaSubscription', filterCriteriaAssoc: {} },
  { subscriptionType: 'CaReconfSubscription', filterCriteriaAssoc: {} },
  { subscriptionType: 'S1BearerSubscription', eventType: [1, 2, 3], S1BearerSubscriptionCriteria: {} },
] as unknown as RniSubscription[];

const RANDOM = 90;

describe('a drive through an emulated town', () => {
  it('is told to each subscriber as a plain reading of its filter says, in order', async () => {
    const world = await RniWorld.begun();
    await buildTown(world.radio);
    const sink = await startCallbackSink<{ timeStamp: { seconds: number; nanoSeconds: number } }>({ document: 'mec012-rni', operationId: 'notificationPOST' });
    const subscriptions = [...OPEN, ...fc.sample(rniSubscription, { numRuns: RANDOM, seed: 12 })].map((about, number) => ({ about, name: `subscriber-${number}` }));
    for (const { about, name } of subscriptions) await world.subscribeTo({ ...about, callbackReference: sink.url(name) });

    await driveThroughTown(world.radio);

    const events = (await world.eventLog.read(0, 100_000)).filter(({ topic }) => topic === 'ran.event').map(({ payload }) => payload as LastingEvent);
    const timesOf = (about: RniSubscription) => events.filter((event) => wants(about, event)).map(({ time }) => time);
    const expected = new Map(subscriptions.map(({ about, name }) => [name, timesOf(about)]));
    const silent = OPEN.filter((_one, number) => expected.get(`subscriber-${number}`)!.length === 0);
    expect(silent.map(({ subscriptionType }) => subscriptionType)).toEqual([]);
    const total = [...expected.values()].reduce((sum, times) => sum + times.length, 0);
    await eventually(() => expect(sink.received.length).toBeGreaterThanOrEqual(total));
    await eventually(async () => expect(await world.counts()).toMatchObject({ pending: 0, failedAttempts: 0 }));
    for (const { name } of subscriptions)
      expect([name, sink.at(name).map(({ timeStamp: { seconds, nanoSeconds } }) => seconds * 1000 + nanoSeconds / 1_000_000)]).toEqual([name, expected.get(name)]);
  });
});
