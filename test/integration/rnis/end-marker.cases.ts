import { eventually } from '../../support/eventually.js';
import { responseValidator } from '../../support/exchange-faults.js';
import { allDocuments } from '../../support/declared-operations.js';
import { ranPath, type Schemas } from '../../support/ran.js';
import { feedUrl } from '../../support/ran-feed.js';
import { BEARER, BUSY, buildBorder, EAST, EAST_STATION, WEST } from '../../support/rni/border.js';
import type { RniSchemas } from '../../support/rni/rni.js';
import { RniWorld } from '../../support/rni/rni-world.js';

const document = allDocuments().find(({ name }) => name === 'mec012-rni')!;
const isNotification = responseValidator(document, { $ref: '#/components/schemas/RniNotification' });

const ABOUT = { subscriptionType: 'EndMarkerSubscription', filterCriteriaEndMarker: {} };

type EndMarker = RniSchemas['EndMarkerNotification'];
const markersOf = ({ callback }: RniWorld) => callback.told.map(({ body }) => body as unknown as EndMarker);

async function worldWith(environment: Record<string, string> = {}): Promise<RniWorld> {
  const world = await RniWorld.begun(environment);
  await world.callback.listen();
  return world;
}

/** End markers that are in the log, whether they have been delivered or not. */
const loggedAt = async ({ eventLog }: RniWorld) => (await eventLog.read(0, 100_000)).filter(({ topic }) => topic === 'rnis.end-marker');

const stateOf = async ({ api }: RniWorld, ue: string) => (await api.get(ranPath('ues', ue, 'state')).expect(200)).body as Schemas['UeState'];

/** Until the platform has seen the network as it is: what a subscriber to every state would be told by. */
async function seenBy(world: RniWorld): Promise<void> {
  const probe = { ...ABOUT, filterCriteriaEndMarker: { prbUsage: 100, timeToTrigger: 0, rsrpOffset: -30, associateId: BUSY } };
  const path = await world.subscribeTo(probe);
  const before = (await loggedAt(world)).length;
  await world.radio.passTime(1000);
  await eventually(async () => expect((await loggedAt(world)).length).toBeGreaterThan(before));
  await world.api.delete(path).expect(204);
}

describe.each(['EUTRA', 'NR'] as const)('the end marker in %s', (rat) => {
  it('is told of a UE that nears the next cell once it falls silent, and not while it is busy, nor of one that is idle at its own', async () => {
    const world = await worldWith();
    await buildBorder(world.radio, rat);
    await world.subscribeTo(ABOUT);
    await world.radio.passTime(8000);
    const { prbUsage, measurements = [] } = await stateOf(world, 'busy');
    const rsrpOf = (cell: string) => measurements.find((each) => each.cell === cell)!.rsrp;
    expect([prbUsage!.dl > 3, rsrpOf('east-1') - rsrpOf('west-1') > 3]).toEqual([true, true]);
    expect((await stateOf(world, 'idle')).prbUsage).toEqual({ dl: 0, ul: 0 });

    await world.radio.removeBearer('busy', 5);
    await world.radio.passTime(10_000);
    await eventually(() => expect(markersOf(world)).toHaveLength(1));
    await seenBy(world);
    const [marker] = markersOf(world);
    expect([marker, isNotification(marker)]).toEqual([marker, true]);
    expect(marker).toMatchObject({ associateId: BUSY, ...WEST(rat), prbUsage: { dl: 0, ul: 0 }, neighbour: { ...EAST(rat), baseStation: EAST_STATION[rat] } });
    expect(marker!.neighbour.rsrp - marker!.rsrp).toBeGreaterThanOrEqual(3);
    expect(marker!.neighbour.measuredAt).toEqual(marker!.timeStamp);
    expect(await loggedAt(world)).toHaveLength(2);
  });

  it('is told by a platform that follows the network of another one, of its own cells', async () => {
    const host = await worldWith({ MEC_BASE_STATIONS: 'east' });
    await buildBorder(host.radio, rat);
    await host.radio.removeBearer('busy', 5);
    const follower = await worldWith({ MEC_BASE_STATIONS: 'west', MEC_RAN_FEED: feedUrl(host.platform) });
    await eventually(() => stateOf(follower, 'busy'));
    for (const world of [host, follower]) await world.subscribeTo(ABOUT);
    for (let second = 0; second < 12; second++) await host.radio.passTime(1000);
    await eventually(() => expect(markersOf(follower)).toHaveLength(1));
    expect(markersOf(follower)[0]).toMatchObject({ associateId: BUSY, ...WEST(rat), neighbour: { ...EAST(rat), baseStation: EAST_STATION[rat] } });
    expect([markersOf(host), await loggedAt(host)]).toEqual([[], []]);
  });
});

describe('the end marker', () => {
  /** A UE that has been silent beyond the border for a while. */
  async function beyondBorder(environment: Record<string, string> = {}): Promise<RniWorld> {
    const world = await worldWith(environment);
    await buildBorder(world.radio, 'EUTRA');
    await world.radio.removeBearer('busy', 5);
    await world.radio.passTime(9000);
    return world;
  }

  it('is told to each subscriber by its own thresholds, and of the cells and UEs that it names', async () => {
    const world = await beyondBorder();
    const { ecgi } = WEST('EUTRA') as { ecgi: RniSchemas['Ecgi'] };
    const [other] = Object.values(EAST('EUTRA')) as RniSchemas['Ecgi'][];
    const wishes = {
      defaults: {},
      alike: { prbUsage: 2, ecgi: [ecgi] },
      slow: { timeToTrigger: 4000, associateId: BUSY },
      elsewhere: { ecgi: [other] },
      somebody: { associateId: [{ type: 1, value: '10.45.0.20' }] },
      farther: { rsrpOffset: 30 },
      never: { prbUsage: 0 },
    };
    for (const [name, filterCriteriaEndMarker] of Object.entries(wishes)) await world.subscribeTo({ ...ABOUT, filterCriteriaEndMarker, callbackReference: `${world.callback.url}?${name}` });
    await world.radio.passTime(6000);
    await eventually(() => expect(world.callback.told).toHaveLength(3));
    const seconds = markersOf(world).map(({ timeStamp }) => timeStamp!.seconds).toSorted((one, another) => one - another);
    expect(seconds.map((each) => each - seconds[0]!)).toEqual([0, 0, 3]);
    await seenBy(world);
    expect((await loggedAt(world)).map(({ payload }) => (payload as { thresholds: string }).thresholds)).toEqual(['2,1,1000,3', '2,1,4000,3', '100,1,0,-30']);
  });

  it('is told again after the UE was busy, by the new thresholds once its subscription is replaced, and not after its end', async () => {
    const world = await beyondBorder();
    const path = await world.subscribeTo(ABOUT);
    await world.radio.passTime(3000);
    await eventually(() => expect(markersOf(world)).toHaveLength(1));
    await world.radio.addBearer('busy', BEARER);
    await world.radio.passTime(2000);
    await world.radio.removeBearer('busy', 5);
    await world.radio.passTime(3000);
    await eventually(() => expect(markersOf(world)).toHaveLength(2));
    await world.api.put(path).send({ ...ABOUT, callbackReference: world.callback.url, filterCriteriaEndMarker: { timeToTrigger: 0 } }).expect(200);
    await world.radio.passTime(1000);
    await eventually(() => expect(markersOf(world)).toHaveLength(3));
    await world.api.delete(path).expect(204);
    await world.radio.addBearer('busy', BEARER);
    await world.radio.passTime(2000);
    await world.radio.removeBearer('busy', 5);
    await world.radio.passTime(2000);
    await seenBy(world);
    expect((await loggedAt(world)).map(({ payload }) => (payload as { thresholds: string }).thresholds)).toEqual(['2,1,1000,3', '2,1,1000,3', '2,1,0,3', '100,1,0,-30']);
  });

  it('comes over a websocket, and ends with the expiry of its subscription', async () => {
    const world = await beyondBorder();
    const { uri } = await world.websocketTo({ ...ABOUT, expiryDeadline: world.inSeconds(60) });
    const consumer = await world.connect(uri, 'json');
    await world.radio.passTime(3000);
    await eventually(() => expect(consumer.told.map(({ body }) => body.notificationType)).toEqual(['EndMarkerNotification']));
    await world.clock.advance(60_000);
    await world.passTimeUntil(() => expect(consumer.told.map(({ body }) => body.notificationType)).toEqual(['EndMarkerNotification', 'ExpiryNotification']), 500);
    for (const { body } of consumer.told) expect([body, isNotification(body)]).toEqual([body, true]);
  });

  it('survives a restart: what was not delivered is, and what holds still is told once more', async () => {
    const world = await beyondBorder();
    world.callback.answer = () => 503;
    await world.subscribeTo(ABOUT);
    await world.radio.passTime(3000);
    await eventually(() => expect(world.callback.told).toHaveLength(1));
    world.callback.answer = () => 204;
    await world.restart();
    await eventually(() => expect(world.callback.told).toHaveLength(2));
    expect(new Set(world.callback.told.map(({ id }) => id)).size).toBe(1);
    await world.radio.passTime(3000);
    await eventually(() => expect(new Set(world.callback.told.map(({ id }) => id)).size).toBe(2));
    expect(await loggedAt(world)).toHaveLength(2);
  });
});
