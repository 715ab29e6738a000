import { conflict } from '../../../src/modules/common/problem/index.js';
import type { RanChange } from '../../../src/modules/ran/domain/host/ran-log.js';
import { RadioNetwork } from '../../../src/modules/ran/domain/radio-network.js';
import type { RanEvent } from '../../../src/modules/ran/domain/network/events.js';
import { gate } from '../../support/mechanisms.js';
import { changing, RanWorld } from '../../support/ran-world.js';
import { car, data, enb, parked, voice } from '../../unit/ran-scenes.js';
import { build, lasting, pass, text } from '../../support/ran-road.js';

describe('the host of the radio network', () => {
  let world: RanWorld;
  beforeEach(async () => {
    world = await RanWorld.open();
  });

  /** What happens without a host around it. */
  function undisturbed(milliseconds: number): { events: RanEvent[]; network: RadioNetwork } {
    const network = RadioNetwork.create({ now: world.clock.now() });
    return { events: [...build(network), ...network.advance(milliseconds)], network };
  }

  it('records nothing of a network that nobody has put anything into', async () => {
    const { host } = await world.begin();
    await pass(host, 60_000);
    expect(await host.read(({ now }) => now)).toBe(world.clock.now() + 60_000);
    expect(await world.rows('SELECT * FROM ran_network')).toEqual([]);
    expect(await world.logged()).toEqual([]);
  });

  it('records what happens, in order, and tells states as they change', async () => {
    const { host, states } = await world.begin();
    await changing(host, build);
    await pass(host, 60_000);
    const { events, network } = undisturbed(60_000);
    expect(text(await world.events())).toEqual(text(lasting(events)));
    expect(text(states)).toEqual(text(events.filter(({ kind }) => kind === 'UE_STATE' || kind === 'CELL_STATE')));
    expect(await host.read((present) => present.snapshot())).toEqual(network.snapshot());
    expect(new Set((await world.events()).map(({ kind }) => kind))).toEqual(new Set(['BEARER', 'TIMING_ADVANCE', 'MEASUREMENT_REPORT', 'HANDOVER']));
    expect(await host.read(() => host.seq)).toBe((await world.logged()).length);
  });

  it('puts changes before what follows from them, and removals after', async () => {
    const { host } = await world.begin();
    await changing(host, build);
    const time = world.clock.now();
    const ue = parked('ue', 100);
    const change: RanChange = { kind: 'UE', change: 'ADDED', time, ue };
    await host.change((network) => ({ events: network.putUe(ue), changes: [change], result: undefined }));
    await host.change((network) => ({ events: network.removeUe('ue'), changes: [{ ...change, change: 'REMOVED' }], result: undefined }));
    const told = (await world.logged()).map(({ payload }) => payload).filter((payload) => 'ue' in payload && payload.ue.id === 'ue');
    const [first, ...others] = told.map((each) => ('change' in each ? `${each.kind} ${each.change}` : each.kind));
    expect([first, others.at(-1)]).toEqual(['UE ADDED', 'UE REMOVED']);
    expect(others).toEqual(expect.arrayContaining(['BEARER ESTABLISHED', 'BEARER RELEASED']));
  });

  it('is as it was if a change throws after it has changed something', async () => {
    const { host } = await world.begin();
    await changing(host, build);
    await pass(host, 2000);
    const before = await host.read((network) => network.snapshot());
    const refused = host.change((network) => {
      network.putBearer('car', voice);
      throw conflict('Somebody else was faster.');
    });
    await expect(refused).rejects.toMatchObject({ status: 409 });
    expect(await host.read((network) => network.snapshot())).toEqual(before);
  });

  it('is as it was if the change cannot be recorded, and goes on', async () => {
    const { host } = await world.begin();
    await changing(host, build);
    await pass(host, 2300);
    const before = await host.read((network) => network.snapshot());
    const record = () => Promise.reject(new Error('The disk is full.'));
    await expect(host.change((network) => ({ events: network.putBearer('car', voice), record, result: undefined }))).rejects.toThrow('The disk is full.');
    expect(await host.read((network) => network.snapshot())).toEqual(before);
    await pass(host, 30_000);
    expect(text(await world.events())).toEqual(text(lasting(undisturbed(32_300).events)));
  });

  it('lets nobody see a change before it is recorded, nor what it has not become', async () => {
    const { host } = await world.begin();
    await changing(host, build);
    const { passed, open } = gate();
    const seen: string[] = [];
    const change = host.change((network) => ({ events: network.putBearer('car', { ...data, qci: 8 }), record: () => passed, result: undefined })).then(() => seen.push('recorded'));
    const read = host.read((network) => network.bearers('car')[0]!.qci).then((qci) => seen.push(`read ${qci}`));
    await new Promise(setImmediate);
    expect(seen).toEqual([]);
    open();
    await Promise.all([change, read]);
    expect(seen).toEqual(['recorded', 'read 8']);
  });

  it('names its own base stations', async () => {
    const { host } = await world.begin({ environment: { MEC_BASE_STATIONS: 'west, north' } });
    await changing(host, build);
    const ours = await host.read((network) => network.cells().filter(({ id }) => host.isOurs(network.cellIdentity(id))).map(({ id }) => id));
    expect(ours).toEqual(['west-1']);
  });

  it('stands still when another process takes the network over', async () => {
    const former = await world.begin();
    await changing(former.host, build);
    await pass(former.host, 1000);
    const { host } = await world.begin();
    const before = await host.read((network) => network.snapshot());
    await expect(changing(former.host, (network) => network.putBearer('car', voice))).rejects.toMatchObject({ status: 503 });
    await expect(former.host.read(({ now }) => now)).rejects.toMatchObject({ status: 503 });
    await former.lifecycle.run('stop');
    expect(await host.read((network) => network.snapshot())).toEqual(before);
    await pass(host, 5000);
    expect(await world.rows('SELECT epoch FROM ran_network')).toEqual([{ epoch: globalThis.DATABASE === 'postgres' ? '2' : 2 }]);
  });

  it('refuses what a second process puts into a network that the first has made', async () => {
    const [first, second] = [await world.begin(), await world.begin()];
    await changing(first.host, build);
    await expect(changing(second.host, build)).rejects.toMatchObject({ status: 503 });
    expect(await first.host.read((network) => network.cells().length)).toBe(2);
  });

  it('keeps a row for each resource, in the order of the lists', async () => {
    const { host } = await world.begin();
    await changing(host, build);
    await changing(host, (network) => [...network.removeUe('car'), ...network.removeBaseStation('west')]);
    await changing(host, (network) => [...network.putUe(parked('ue', 900)), ...network.putBaseStation(enb('west', 1, 0)), ...network.putUe(car('car', 0, 9))]);
    const rows = await world.rows<{ kind: string; id: string; document: string }>('SELECT kind, id, document FROM ran_resource ORDER BY kind, position');
    expect(rows.map(({ kind, id }) => [kind, id])).toEqual([['BASE_STATION', 'east'], ['BASE_STATION', 'west'], ['CELL', 'east-1'], ['UE', 'ue'], ['UE', 'car']]);
    expect(rows.map(({ document }) => JSON.parse(document) as unknown)[0]).toEqual(await host.read((network) => text(network.baseStations()[0])));
    const restarted = await world.begin();
    expect(await restarted.host.read((network) => network.snapshot())).toEqual(await restarted.host.read((network) => text(network.snapshot())));
    expect(await restarted.host.read((network) => network.ues().map(({ id }) => id))).toEqual(['ue', 'car']);
  });
});
