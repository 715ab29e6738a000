import fc from 'fast-check';
import type { RanEvent } from '../../../src/modules/ran/domain/network/events.js';
import { RadioNetwork } from '../../../src/modules/ran/domain/radio-network.js';
import { changing, type RanProcess, RanWorld } from '../../support/ran-world.js';
import { build, lasting, pass, text } from '../../support/ran-road.js';
import { car, town, voice } from '../../unit/ran-scenes.js';

/** What somebody does to the network beside letting time pass. */
const ACTS: ((network: RadioNetwork) => RanEvent[])[] = [
  (network) => network.putUe(car('second', 100, 900)),
  (network) => network.putBearer('car', voice),
  (network) => network.putCell({ ...network.cells()[1]!, transmitPower: 46 }),
  (network) => network.startHandover('car', ['east-1']),
];

/** Puts what a town has into a network. */
function settle(network: RadioNetwork): RanEvent[] {
  const model = town(3, 8);
  network.configure(model.configuration);
  return [model.baseStations().map((each) => network.putBaseStation(each)), model.cells().map((each) => network.putCell(each)), model.ues().map((each) => network.putUe(each))].flat(2);
}

describe('the radio network after a death', () => {
  let world: RanWorld;
  beforeEach(async () => {
    world = await RanWorld.open();
  });

  /** A process dies by being left alone. */
  const die = (): Promise<RanProcess> => world.begin();

  it('goes on with a handover that was under way, through all its states, and tells each once', async () => {
    let process = await world.begin();
    const start = world.clock.now();
    await changing(process.host, build);
    await changing(process.host, (network) => network.startHandover('car', ['east-1']));
    const statuses: string[] = [];
    for (let step = 0; step < 4; step++) {
      statuses.push(await process.host.read((network) => network.handovers()[0]!.status));
      process = await die();
      await pass(process.host, 100);
    }
    expect(statuses).toEqual(['IN_PREPARATION', 'IN_EXECUTION', 'COMPLETED', 'COMPLETED']);
    const told = (await world.events()).filter(({ kind }) => kind === 'HANDOVER') as Extract<RanEvent, { kind: 'HANDOVER' }>[];
    expect(told.map(({ hoStatus, handoverId, time }) => [hoStatus, handoverId, time - start])).toEqual([
      [1, 'handover-1', 0],
      [2, 'handover-1', 100],
      [3, 'handover-1', 200],
    ]);
  });

  it('is what it would be without, whatever the moment: property', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ span: fc.integer({ min: 1, max: 90 }), dies: fc.boolean(), act: fc.option(fc.nat(ACTS.length - 1)) }), { minLength: 2, maxLength: 6 }), async (moments) => {
        world = await RanWorld.open();
        let process = await world.begin();
        const undisturbed = RadioNetwork.create({ now: world.clock.now() });
        const expected = build(undisturbed);
        await changing(process.host, build);
        for (const { span, dies, act } of moments) {
          if (act !== null) {
            const outcome = await changing(process.host, ACTS[act]!).then(() => 'done', () => 'refused');
            if (outcome === 'done') expected.push(...ACTS[act]!(undisturbed));
          }
          await pass(process.host, span * 100);
          expected.push(...undisturbed.advance(span * 100));
          if (dies) process = await die();
          const left = undisturbed.now - (await process.host.read(({ now }) => now));
          expect(left).toBeGreaterThanOrEqual(0);
          await pass(process.host, left);
        }
        expect(text(await world.events())).toEqual(text(lasting(expected)));
        expect(await process.host.read((network) => text(network.snapshot()))).toEqual(text(undisturbed.snapshot()));
      }),
      { numRuns: 8 },
    );
  });

  it('is what it would be without at each of a hundred steps of a busy town', async () => {
    let process = await world.begin();
    const undisturbed = RadioNetwork.create({ now: world.clock.now() });
    const expected = settle(undisturbed);
    await changing(process.host, settle);
    for (let step = 0; step < 100; step++) {
      await pass(process.host, undisturbed.now + 100 - (await process.host.read(({ now }) => now)));
      expected.push(...undisturbed.advance(100));
      process = await die();
    }
    await pass(process.host, undisturbed.now - (await process.host.read(({ now }) => now)));
    expect(text(await world.events())).toEqual(text(lasting(expected)));
    expect(new Set((await world.events()).map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(4);
  });

  it('needs to be emulated again for five seconds at most', async () => {
    const process = await world.begin();
    await changing(process.host, settle);
    for (let second = 0; second < 12; second++) {
      await pass(process.host, 1000);
      const [row] = await world.rows<{ state: string }>('SELECT state FROM ran_network');
      const { now } = JSON.parse(row!.state) as { now: number };
      expect((await process.host.read((network) => network.now)) - now).toBeLessThan(5000);
    }
  });

  it('has lost nothing at all if the platform was stopped', async () => {
    const process = await world.begin();
    await changing(process.host, build);
    await pass(process.host, 3300);
    const before = await process.host.read((network) => text(network.snapshot()));
    await process.lifecycle.run('stop');
    expect(await (await world.begin()).host.read((network) => text(network.snapshot()))).toEqual(before);
  });

  it('names the track that is gone', async () => {
    const process = await world.begin({ tracks: { 'way.csv': 'time,id,latitude,longitude\n0,van,0,0\n10,van,0,0.001\n' } });
    await changing(process.host, (network) => network.putUe({ id: 'van', mobility: { model: 'TRACK', file: 'way.csv', trackedId: 'van' } }));
    await expect(world.begin()).rejects.toThrow('The platform has no track way.csv.');
  });
});
