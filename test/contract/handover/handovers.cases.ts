import { executeSql, withoutWrites } from '../../support/database-outage.js';
import { CAR, CELL, ID } from '../../support/handover/town.js';
import { HANDOVERS, type MepHandover, mp3Path, SOURCE, transfer, transferred, useTarget } from '../../support/handover/target-world.js';
import { describeNegotiation, describeRefusals, type Use } from '../../support/refusals.js';
import { agentIn, useOneTarget } from '../../support/handover/target-world.js';

const path = (handoverId: string, task = '') => `${HANDOVERS}/${handoverId}${task && `/${task}`}`;

describe('the handovers of a platform', () => {
  const world = useTarget();
  const list = async (query = '') => (await world.api.get(`${HANDOVERS}${query}`).expect(200)).body as MepHandover[];
  const idsOf = async (query: string) => (await list(query)).map(({ handoverId }) => handoverId);

  it('are none at first', async () => {
    expect(await list()).toEqual([]);
    await world.api.get(path('unknown')).expect(404);
    await world.api.post(path('unknown', 'cancel')).expect(404);
  });

  it('tell everything of a handover that the target knows', async () => {
    const { handoverId } = await world.stage();
    expect(await world.read(handoverId)).toMatchObject({
      ...{ handoverId, role: 'TARGET', state: 'STAGED', trigger: 'TRANSFER', epoch: 5, ue: CAR, sourceCell: CELL.harbour, targetCell: CELL.casino, targetBaseStation: ID.casino },
      ...{ peerPlatformId: SOURCE, rules: [{ appInstanceId: world.application, trafficRuleId: 'camera' }], forwarding: false, timeline: [{ step: 'STAGING', outcome: 'DONE' }] },
    });
    await world.attach();
    const done = await world.until(handoverId, 'COMPLETED');
    expect(done).toMatchObject({ bearer: { baseStation: ID.casino }, attachToActive: expect.any(Number) as number, endedAt: expect.any(String) as string });
    expect(done.timeline.every(({ duration = 0 }) => Number.isSafeInteger(duration))).toBe(true);
  });

  it('are listed newest first, by state, role and peer', async () => {
    await world.stage(transfer({ ue: { associateId: [{ type: 1, value: '10.45.0.77' }] }, rules: [transferred({ homeRuleId: 'other' })] }), 'first');
    await world.clock.advance(1);
    await world.mp3().put(mp3Path('second', 'cancellation')).send({ sourcePlatformId: SOURCE, epoch: 1, reason: 'OPERATOR' }).expect(200);
    await world.clock.advance(1);
    const third = await world.giveAway();
    expect(await idsOf('')).toEqual([third, 'second', 'first']);
    expect(await idsOf('?state=CANCELLED')).toEqual(['second']);
    expect(await idsOf('?role=TARGET')).toEqual(['second', 'first']);
    expect(await idsOf(`?role=TARGET&state=STAGED&peer=${SOURCE}`)).toEqual(['first']);
    expect(await idsOf('?peer=mep-nobody')).toEqual([]);
    await world.api.get(`${HANDOVERS}?state=LOST`).expect(400);
    await world.api.get(`${HANDOVERS}?role=WITNESS`).expect(400);
    await world.api.get(`${HANDOVERS}?peer=`).expect(400);
  });

  it('can be cancelled at either side, unless they are over', async () => {
    const { handoverId } = await world.stage(transfer({ ue: { associateId: [{ type: 1, value: '10.45.0.77' }] }, rules: [transferred({ homeRuleId: 'other' })] }));
    expect((await world.api.post(path(handoverId, 'cancel')).expect(202)).body).toMatchObject({ state: 'REJECTING', reason: 'OPERATOR', rules: [] });
    await world.until(handoverId, 'REJECTED');
    expect((await world.api.post(path(handoverId, 'cancel')).expect(409)).body.detail).toContain('REJECTED');
    const given = await world.giveAway();
    expect((await world.api.post(path(given, 'cancel')).expect(202)).body).toMatchObject({ role: 'SOURCE', state: 'CANCELLING', reason: 'OPERATOR' });
  });

  it('stay as they are while the database takes no writes, or the platform fails', async () => {
    const { handoverId } = await world.stage();
    const { headers } = await withoutWrites(world.platform.databaseUrl, async () => world.api.post(path(handoverId, 'cancel')).expect(503), 'handover');
    expect(headers['retry-after']).toMatch(/^\d+$/);
    await executeSql(world.platform.databaseUrl, 'ALTER TABLE handover RENAME TO elsewhere');
    expect(JSON.stringify((await world.api.post(path(handoverId, 'cancel')).expect(500)).body)).not.toMatch(/sql|table|relation|elsewhere/i);
    await executeSql(world.platform.databaseUrl, 'ALTER TABLE elsewhere RENAME TO handover');
    expect(await world.read(handoverId)).toMatchObject({ state: 'STAGED' });
    expect(await world.stateOfRule('camera')).toBe('INACTIVE');
  });
});

const READS: Use[] = [
  { method: 'get', name: 'the handovers', path: () => HANDOVERS },
  { method: 'get', name: 'a handover', path: () => path('handover') },
];

describe('refusals of handovers', () => {
  const world = useOneTarget();
  const api = agentIn(() => world.api);

  beforeAll(() => world.stage(transfer(), 'handover'));

  describeRefusals(api, [...READS, { method: 'post', name: 'a cancellation', path: () => path('handover', 'cancel') }], '');
  describeNegotiation(api, READS, '');

  it('a cancellation that could not be shown is none', async () => {
    await api.post(path('handover', 'cancel')).set('Accept', 'text/html').expect(406);
    expect(await world.read('handover')).toMatchObject({ state: 'STAGED' });
  });
});
