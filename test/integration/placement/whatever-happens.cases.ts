import fc from 'fast-check';
import { RuntimeRefusal, RuntimeUnavailable } from '../../../src/modules/container-runtime/index.js';
import { HttpWorld } from '../../support/placement/http-world.js';
import { atRest } from '../../support/in-time.js';
import { type EngineCall, type PlainEngine, plainEngines, runsOn } from '../../support/placement/plain-engine.js';
import { placementPath } from '../../support/placement/placement.js';
import { engineFaults, type Layout, rowFaults, worldFaults } from '../../support/placement/world-faults.js';
import { TestClock } from '../../support/test-clock.js';
import { usePlatform } from '../../support/use-platform.js';

const CLOUDS = ['p', 'q', 'r', 's'];
const AREAS = ['1', '2', '3'];
const USERS = ['u', 'v', 'w'];
const APPLICATIONS = ['shop', 'other'];
const CALLS: EngineCall[] = ['capacity', 'list', 'loadImage', 'create', 'startContainers', 'remove', 'inspect'];
/** Both applications want the same port, so that a cloud can have one of them only. */
const SERVICE = { healthcheck: { test: ['CMD', 'true'] }, ports: ['1216:80'] };

const app = fc.constantFrom(...APPLICATIONS);
const user = fc.constantFrom(...USERS);
const engine = fc.nat({ max: 1 });
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('move' as const), app, user, cell: fc.constantFrom(...AREAS.map((areaId) => `cell-${areaId}`), 'nowhere') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), app, user }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pass' as const), milliseconds: fc.constantFrom(0, 700, 5000, 20_000) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('fail' as const), engine, call: fc.constantFrom(...CALLS), isRefused: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sicken' as const), engine }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('heal' as const), engine }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('task' as const), action: fc.constantFrom('retry', 'cancel'), which: fc.nat({ max: 9 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const pairs = CLOUDS.flatMap((one, index) => CLOUDS.slice(index + 1).map((other) => [one, other] as const));
const anyWorld = fc.record({
  clouds: fc.tuple(...CLOUDS.map(() => fc.record({ engine, capacity: fc.constantFrom(undefined, undefined, 0, 1) }))),
  areas: fc.tuple(...AREAS.map(() => fc.shuffledSubarray(CLOUDS, { minLength: 1, maxLength: 2 }))),
  links: fc.subarray(pairs, { maxLength: 4 }),
  destruction: fc.constantFrom('keepWhileAdjacent' as const, 'destroyOnLeave' as const),
});
type Start = typeof anyWorld extends fc.Arbitrary<infer Value> ? Value : never;

/** A world in which somebody is served in the end, whatever else chance brings. */
const SURE: [Start, Step[]] = [
  { clouds: [0, 1, 0, 1].map((number) => ({ engine: number, capacity: undefined })), areas: [['p'], ['q', 'r'], ['s']], links: [['p', 'q']], destruction: 'destroyOnLeave' },
  [
    { kind: 'fail', engine: 1, call: 'startContainers', isRefused: false },
    { kind: 'move', app: 'shop', user: 'u', cell: 'cell-1' },
    { kind: 'move', app: 'shop', user: 'v', cell: 'cell-2' },
    { kind: 'pass', milliseconds: 5000 },
    { kind: 'move', app: 'shop', user: 'u', cell: 'cell-2' },
    { kind: 'move', app: 'other', user: 'w', cell: 'cell-3' },
  ],
];

/** A cloud counts as there again only at its next look, and then a user that had given up waits once more for a port that is taken. */
const LATE: [Start, Step[]] = [
  { clouds: ([1, undefined, undefined, 1] as const).map((capacity) => ({ engine: 0, capacity })), areas: [['r', 's'], ['q'], ['r']], links: [['p', 'r'], ['q', 'r']], destruction: 'destroyOnLeave' },
  [
    { kind: 'move', app: 'shop', user: 'v', cell: 'cell-3' },
    { kind: 'move', app: 'shop', user: 'w', cell: 'cell-2' },
    { kind: 'move', app: 'other', user: 'w', cell: 'cell-2' },
    { kind: 'fail', engine: 0, call: 'list', isRefused: true },
    { kind: 'move', app: 'other', user: 'u', cell: 'cell-2' },
    { kind: 'pass', milliseconds: 20_000 },
    { kind: 'fail', engine: 0, call: 'inspect', isRefused: false },
    { kind: 'move', app: 'other', user: 'u', cell: 'cell-3' },
    { kind: 'pass', milliseconds: 0 },
    { kind: 'fail', engine: 0, call: 'capacity', isRefused: false },
    { kind: 'pass', milliseconds: 20_000 },
    { kind: 'move', app: 'other', user: 'w', cell: 'nowhere' },
  ],
];

describe('whatever happens to users and engines; all engines are stand-ins', () => {
  const clock = new TestClock();
  const { api, platform } = usePlatform({ clock });
  const worlds = APPLICATIONS.map((applicationId) => new HttpWorld(api, applicationId)) as [HttpWorld, HttpWorld];
  const [world] = worlds;
  const engineOf = plainEngines();
  const engines = ['zero', 'one'].map(engineOf) as [PlainEngine, PlainEngine];
  const heal = (one: PlainEngine) => Object.assign(one, { fault: () => undefined, health: () => 'HEALTHY' });
  let settledUsers = 0;

  async function build({ clouds, areas, links, destruction }: Start): Promise<Layout> {
    engines.forEach(heal);
    await world.clear();
    for (const [index, { engine: number, capacity }] of clouds.entries()) {
      await world.clouds({ [CLOUDS[index]!]: { ...runsOn(['zero', 'one'][number]!), address: `192.0.2.${index + 1}`, capacity: capacity === undefined ? {} : { deployments: capacity } } });
    }
    const layout = { areas: Object.fromEntries(AREAS.map((areaId, index) => [areaId, areas[index]!])), links, destruction, hasOnePort: true };
    await world.areas(layout.areas);
    await world.links(...links.map((pair) => pair.join(' ')));
    await world.policy({ destruction, keepFor: 5000, outsideFor: 10_000, startWithin: 5000, tries: 2 });
    for (const one of worlds) await one.application(SERVICE);
    return { ...layout, capacity: Object.fromEntries(clouds.flatMap(({ capacity }, index) => (capacity === undefined ? [] : [[CLOUDS[index]!, capacity]]))) };
  }

  async function act(one: Step): Promise<void> {
    if (one.kind === 'pass') return clock.advance(one.milliseconds);
    if (one.kind === 'heal') return void heal(engines[one.engine]!);
    if (one.kind === 'sicken') return void (engines[one.engine]!.health = () => 'UNHEALTHY');
    if (one.kind === 'task') return taskIs(one.action, one.which);
    if (one.kind === 'fail') {
      const fault = one.isRefused && one.call !== 'capacity' ? new RuntimeRefusal('refused') : new RuntimeUnavailable('not there');
      return void (engines[one.engine]!.fault = (call) => (call === one.call ? fault : undefined));
    }
    const path = placementPath('applications', one.app, 'users', one.user);
    if (one.kind === 'leave') return void (await api.delete(path));
    const there = (await api.put(`${path}/place`).send({ cellId: one.cell })).status;
    if (there === 404) await api.put(path).send({ place: { cellId: one.cell } }).expect(201);
  }

  /** What is answered depends on what the task does by then. */
  async function taskIs(action: string, which: number): Promise<void> {
    const task = (await world.tasks())[which];
    if (task) expect([200, 409]).toContain((await api.post(placementPath('drift_tasks', task.taskId, action))).status);
  }

  /** Never do two copies want one port of one address, nor has a cloud more than it can. */
  async function checkLimits({ capacity = {} }: Layout): Promise<void> {
    expect(engines.map(({ clashes }) => clashes)).toEqual([0, 0]);
    const clouds = engines.flatMap((one) => [...one.held.values()]).map(({ workload }) => workload.labels!['openmep.cloud']!);
    for (const [cloudId, most] of Object.entries(capacity)) expect(clouds.filter((one) => one === cloudId).length).toBeLessThanOrEqual(most);
    expect(await rowFaults(platform.databaseUrl)).toEqual([]);
  }

  /** What has failed is tried again by hand, until nothing fails any more. */
  async function calm(layout: Layout): Promise<void> {
    engines.forEach(heal);
    const faults = async () => [...(await worldFaults(worlds, layout)), ...(await engineFaults(world, engines))];
    const retryFailed = async () => {
      for (const { taskId } of await world.tasks({ state: 'FAILED' })) await api.post(placementPath('drift_tasks', taskId, 'retry'));
    };
    // What an engine answered before it was well again may make a task fail only now.
    const settled = async () => {
      await retryFailed();
      expect(await faults()).toEqual([]);
      return world.history();
    };
    // What was known not to have room may be tried once more, but not again and again: no pause between two tries is longer than a minute.
    await atRest(clock, settled, 70_000);
  }

  it('once it is calm, who can be served is, what is needed is there, and nothing else is', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld, fc.array(step, { minLength: 5, maxLength: 25 }), async (start, steps) => {
        const layout = await build(start);
        for (const one of steps) {
          await act(one);
          await checkLimits(layout);
        }
        await calm(layout);
        for (const one of worlds) settledUsers += (await one.users()).filter(({ state }) => state === 'SERVED').length;
      }),
      { numRuns: 5, endOnFailure: true, examples: [SURE, LATE] },
    );
    expect(settledUsers).toBeGreaterThanOrEqual(3);
  }, 300_000);
});
