import { bearer, enb, eutranCell, parked, ranPath, read, type Schemas } from '../../support/ran.js';
import { startPlatform } from '../../support/platform.js';
import { happenedAt, useFollowedWorld } from '../../support/ran-feed.js';

describe('a platform that follows the radio network of another', () => {
  const world = useFollowedWorld();

  /** What had happened before the follower took its snapshot. */
  const earlier = async () => {
    await world.inStep();
    return (await happenedAt(world.source)).length;
  };

  it('shows the same network, whatever happens in it', async () => {
    await world.inStep();
    for (let second = 0; second < 20; second++) await world.step(1000);
    await world.inStep();
    expect((await read<Schemas['UeState']>(world.shown, 'ues', 'bus-1', 'state')).position).toEqual((await read<Schemas['UeState']>(world.api, 'ues', 'bus-1', 'state')).position);
  });

  it('shows the same network wherever its clock comes to a stand', async () => {
    await world.inStep();
    for (const milliseconds of [100, 300, 1700]) {
      await world.step(milliseconds);
      await world.inStep();
    }
    await world.api.put(ranPath('clock')).send({ mode: 'REAL_TIME' }).expect(200);
    await world.clock.advance(2300);
    await world.api.put(ranPath('clock')).send({ mode: 'REAL_TIME', state: 'PAUSED' }).expect(200);
    await world.inStep();
  });

  it('does not start on a database that has a network of its own', async () => {
    await world.source.stop();
    const start = startPlatform({ environment: { DATABASE_URL: world.source.databaseUrl, MEC_RAN_FEED: 'http://127.0.0.1:9/ran/v1' } });
    await expect(start).rejects.toThrow('the database has a radio network of its own ("for tests")');
  });

  it('has the same events in its own log, each once and in order', async () => {
    const from = await earlier();
    for (let second = 0; second < 40; second++) await world.step(1000);
    await world.sameEvents(from);
    const kinds = new Set((await happenedAt(world.follower)).map((event) => (event as { kind: string }).kind));
    expect([...kinds].toSorted()).toEqual(['BEARER', 'CARRIER_AGGREGATION', 'HANDOVER', 'MEASUREMENT_REPORT', 'TIMING_ADVANCE']);
  });

  it('has what the operator and simulators do there', async () => {
    const from = await earlier();
    const { api } = world;
    await api.post(ranPath('base_stations')).send(enb({ id: 'new', nodeId: '00009' })).expect(201);
    await api.put(ranPath('cells', 'harbour-2')).send(eutranCell({ id: 'harbour-2', ecgi: { plmn: enb().plmn, cellId: '0000102' }, transmitPower: 5 })).expect(200);
    await api.post(ranPath('ues')).send(parked({ id: 'new', bearers: [bearer()] })).expect(201);
    await api.post(ranPath('ues', 'new', 'bearers')).send(bearer({ erabId: 6 })).expect(201);
    await api.post(ranPath('handovers')).send({ ue: 'car-1', targetCells: ['harbour-2'] }).expect(201);
    await world.step(1000);
    await api.put(ranPath('configuration')).send({ seed: 3 }).expect(200);
    await api.put(ranPath('clock')).send({ mode: 'STEPPED', state: 'PAUSED' }).expect(200);
    await api
      .post(ranPath('events'))
      .send([
        { kind: 'UE_STATE', state: { ue: 'probe-1', servingCell: 'harbour-1', speed: 3 } },
        { kind: 'MEASUREMENT_REPORT', ue: 'probe-1', servingCell: 'harbour-1', trigger: 'A3', measurements: [{ cell: 'harbour-1', rsrp: -90 }, { cell: 'harbour-2', rsrp: -80 }] },
        { kind: 'CARRIER_AGGREGATION', ue: 'probe-1', primaryCell: 'harbour-1', addedCells: ['harbour-2'] },
      ])
      .expect(204);
    await api.delete(ranPath('ues', 'car-1')).expect(204);
    await api.delete(ranPath('base_stations', 'gnb-1')).expect(204);
    await world.inStep();
    await world.sameEvents(from);
  });

  it('takes over another scenario, and what happens after it', async () => {
    const from = await earlier();
    await world.step(3000);
    await world.api.post(ranPath('reset')).expect(204);
    await world.step(5000);
    await world.api.put(ranPath('scenario')).send({ name: 'small', clock: { mode: 'STEPPED' }, baseStations: [enb()], cells: [eutranCell()], ues: [parked({ bearers: [bearer()] })] }).expect(200);
    await world.step(1000);
    await world.inStep();
    await world.sameEvents(from);
  });

  it('goes on where it was when it has been away', async () => {
    const from = await earlier();
    await world.step(2000);
    await world.follower.stop();
    await world.step(20_000);
    await world.api.delete(ranPath('ues', 'car-1')).expect(204);
    await world.beginFollower(world.follower.databaseUrl);
    await world.inStep();
    await world.sameEvents(from);
  });

  it('shows the network as it was while the other platform is away', async () => {
    await world.step(2000);
    await world.inStep();
    const before = await world.view(world.shown);
    await world.source.stop();
    await world.restartFollower();
    expect(await world.view(world.shown)).toEqual(before);
  });
});
