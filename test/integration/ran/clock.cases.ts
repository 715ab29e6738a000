import { jest } from '@jest/globals';
import { log } from '../../../src/modules/common/log/index.js';
import { RUNNING_CLOCK } from '../../../src/modules/ran/domain/host/hosted-network.js';
import type { ClockSetting } from '../../../src/modules/ran/domain/types.js';
import { eventually } from '../../support/eventually.js';
import { build, lasting, text } from '../../support/ran-road.js';
import { changing, type RanProcess, RanWorld } from '../../support/ran-world.js';
import { RadioNetwork } from '../../../src/modules/ran/domain/radio-network.js';

const HOUR = 3_600_000;
const STEPPED: ClockSetting = { ...RUNNING_CLOCK, mode: 'STEPPED' };
const PAUSED: ClockSetting = { ...RUNNING_CLOCK, state: 'PAUSED' };

describe('the clock of the radio network', () => {
  let world: RanWorld;
  let process: RanProcess;
  let start: number;
  let warnings: jest.Spied<typeof log.warn>;
  beforeEach(async () => {
    world = await RanWorld.open();
    start = world.clock.now();
    warnings = jest.spyOn(log, 'warn');
    process = await world.begin();
  });
  afterEach(async () => {
    await process.lifecycle.run('stop');
    warnings.mockRestore();
  });

  const now = async () => (await process.networkClock.read()).time - start;

  it.each([
    [1, 2500, 2500],
    [1, 2599, 2500],
    [10, 2500, 25_000],
    [100, 1000, 100_000],
    [0.5, 2500, 1200],
    [0.01, 30_000, 300],
  ])('runs at the speed %d', async (speed, milliseconds, passed) => {
    await process.networkClock.set({ ...RUNNING_CLOCK, speed });
    await world.passOn(process, milliseconds, start + passed);
    expect(await process.networkClock.read()).toEqual({ mode: 'REAL_TIME', state: 'RUNNING', speed, time: start + passed });
  });

  it('loses nothing by rounding, whatever the pieces in which time is passed', async () => {
    await process.networkClock.set({ ...RUNNING_CLOCK, speed: 0.37 });
    for (const milliseconds of [1, 33, 250, 7, 999, 1300, 3, 407]) await world.clock.advance(milliseconds);
    await world.passOn(process, 7000, start + 3700);
  });

  it('stands still from the moment when it is set, whatever was due', async () => {
    await changing(process.host, build);
    await process.networkClock.set(RUNNING_CLOCK);
    const [{ time }] = await Promise.all([process.networkClock.set(STEPPED), world.clock.advance(5000)]);
    expect((await process.networkClock.read()).time).toBe(time);
  });

  it('lets happen what happens in that time, no more and no less', async () => {
    await changing(process.host, build);
    await process.networkClock.set({ ...RUNNING_CLOCK, speed: 20 });
    await world.passOn(process, 3000, start + 60_000);
    const network = RadioNetwork.create({ now: start });
    const events = [...build(network), ...network.advance(60_000)];
    expect(text(await world.events())).toEqual(text(lasting(events)));
  });

  it.each([['stepped', STEPPED], ['paused', PAUSED]])('stands still when it is %s, and can be stepped', async (_name, setting) => {
    await world.passOn(process, 1000, start + 1000);
    expect(await process.networkClock.set(setting)).toEqual({ ...setting, time: start + 1000 });
    await world.passOn(process, 60_000, start + 1000);
    expect(await process.networkClock.step(1)).toEqual({ ...setting, time: start + 1100 });
    expect(await process.networkClock.step(900)).toEqual({ ...setting, time: start + 2000 });
    await Promise.all([process.networkClock.step(60_000), process.networkClock.step(1000)]);
    expect(await now()).toBe(63_000);
  });

  it('goes on from where it is when it runs again', async () => {
    await process.networkClock.set(PAUSED);
    await world.clock.advance(HOUR);
    await process.networkClock.set(RUNNING_CLOCK);
    await world.passOn(process, 500, start + 500);
    expect(warnings).not.toHaveBeenCalled();
  });

  it('cannot be stepped while it runs', async () => {
    await expect(process.networkClock.step(100)).rejects.toMatchObject({ status: 409 });
  });

  it('tells that it was set, and remembers it', async () => {
    await changing(process.host, build);
    const setting: ClockSetting = { mode: 'REAL_TIME', state: 'PAUSED', speed: 3 };
    await process.networkClock.set(setting);
    expect((await world.logged()).at(-1)).toMatchObject({ topic: 'ran.change', payload: { kind: 'CLOCK', time: start, clock: setting } });
    await process.lifecycle.run('stop');
    process = await world.begin();
    expect(await process.networkClock.read()).toEqual({ ...setting, time: start });
  });

  it('goes on from where it is, and says so, when the clock of the platform jumps ahead', async () => {
    await world.passOn(process, 1000, start + 1000);
    world.clock.jump(HOUR);
    await world.passOn(process, 100, start + 1000);
    await world.passOn(process, 2000, start + 3000);
    expect(warnings).toHaveBeenCalledTimes(1);
    expect(warnings).toHaveBeenCalledWith({ behindSeconds: HOUR / 1000 }, expect.stringContaining('goes on from where it is'));
  });

  it('catches up with a short sleep', async () => {
    world.clock.jump(9000);
    await world.passOn(process, 100, start + 9100);
    expect(warnings).not.toHaveBeenCalled();
  });

  it('never goes back, though the clock of the platform does', async () => {
    await changing(process.host, build);
    await world.passOn(process, 1000, start + 1000);
    world.clock.jump(-HOUR);
    await world.passOn(process, 1000, start + 1900);
    await world.passOn(process, 1000, start + 2900);
  });

  it('stands still while nothing can be recorded, and goes on then', async () => {
    await changing(process.host, build);
    await world.rows('SELECT 1');
    await world.mechanisms.database.writer.query('ALTER TABLE ran_network RENAME TO ran_network_away');
    await world.clock.advance(9000);
    await eventually(() => expect(warnings).toHaveBeenCalledWith(expect.anything(), expect.stringContaining('could not go on')));
    await world.mechanisms.database.writer.query('ALTER TABLE ran_network_away RENAME TO ran_network');
    await eventually(async () => {
      await world.clock.advance(500);
      expect(await now()).toBeGreaterThan(30_000);
    });
    const network = RadioNetwork.create({ now: start });
    const events = lasting([...build(network), ...network.advance(await now())]);
    expect(text(await world.events())).toEqual(text(events.slice(0, (await world.events()).length)));
  });

  it.each([
    ['another setting of the clock', () => process.networkClock.set(PAUSED)],
    ['a reset', () => process.scenarios.reset()],
    ['another scenario', () => process.scenarios.load({ name: 'other', clock: STEPPED, baseStations: [], cells: [], ues: [] })],
  ])('ends a step when there is %s', async (_name, change) => {
    await changing(process.host, build);
    await process.networkClock.set(STEPPED);
    const step = process.networkClock.step(24 * HOUR);
    const ended = expect(step).rejects.toMatchObject({ status: 409 });
    await eventually(async () => expect(await now()).toBeGreaterThan(0));
    await change();
    const at = await now();
    await ended;
    expect(await now()).toBe(at);
  });

  it('lets requests have their turn during a long step, and ends it when the platform stops', async () => {
    await process.networkClock.set(STEPPED);
    const step = process.networkClock.step(24 * HOUR);
    const times = [await now(), await now(), await now()];
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    process.networkClock.onModuleDestroy();
    await expect(step).rejects.toMatchObject({ status: 503 });
    expect(await now()).toBeLessThan(24 * HOUR);
  });

  it('stands still where the network shows another one that is not followed any more, until a reset', async () => {
    const snapshot = { seq: 1, clock: { ...RUNNING_CLOCK, time: new Date(start).toISOString() }, configuration: {}, baseStations: [], cells: [], ues: [], cellStates: [], ueStates: [], bearers: [], handovers: [] };
    await process.host.change(() => ({ events: [], replacement: RadioNetwork.mirrorOf(snapshot), result: undefined }));
    await world.passOn(process, 60_000, start);
    await expect(process.networkClock.set(STEPPED)).rejects.toMatchObject({ status: 409 });
    await expect(process.networkClock.step(100)).rejects.toMatchObject({ status: 409 });
    expect(await process.host.pass(() => 1000, 5)).toBe(0);
    await process.scenarios.reset();
    await process.networkClock.set(STEPPED);
    expect(await process.networkClock.step(100)).toMatchObject({ time: start + 60_100 });
    expect(warnings).not.toHaveBeenCalled();
  });

  it('has no pace of its own where the network follows another', async () => {
    await process.lifecycle.run('stop');
    process = await world.begin({ environment: { MEC_RAN_FEED: 'http://127.0.0.1:9/ran/v1' } });
    await world.passOn(process, 5000, start);
  });
});
