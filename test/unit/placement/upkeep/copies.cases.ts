import { type CopyFinding, findingOf } from '../../../../src/modules/placement/domain/upkeep/copy-finding.js';
import type { DeploymentState } from '../../../../src/modules/placement/domain/types.js';
import type { WorldChange } from '../../../../src/modules/placement/domain/world/world-items.js';
import { container, type TestEngines } from '../../../support/placement/test-engine.js';
import { cloud, deployment, reference, shop, stateOf, task, tasksIn } from './fixtures.js';
import { ROUND, watched } from './watched.js';

const USED: WorldChange = { deployments: { put: [deployment('a')] }, references: { put: [reference('a')] } };
const CAR = [{ users: [{ applicationId: 'shop', userId: 'car' }] }];
const running = (...ids: string[]) => (engines: TestEngines) => {
  for (const id of ids) engines.at('fog-n').containers.set(id, [container()]);
};

const up = container();
const bad = container({ health: 'UNHEALTHY' });
const ended = container({ state: 'STOPPED', exitCode: 1 });

it.each<[DeploymentState, ReturnType<typeof container>[] | undefined, CopyFinding | undefined]>([
  ['READY', undefined, 'LOST'],
  ['READY', [up, up], undefined],
  ['READY', [up, container({ health: 'HEALTHY' })], undefined],
  ['READY', [up, container({ health: 'STARTING' })], undefined],
  ['READY', [up, bad], 'SICK'],
  ['READY', [up, ended], 'SICK'],
  ['READY', [container({ state: 'CREATED' })], 'SICK'],
  ['UNHEALTHY', undefined, 'LOST'],
  ['UNHEALTHY', [up, ended], 'LOST'],
  ['UNHEALTHY', [container({ state: 'CREATED' })], undefined],
  ['UNHEALTHY', [up, bad], undefined],
  ['UNHEALTHY', [container({ health: 'STARTING' })], undefined],
  ['UNHEALTHY', [up, container({ health: 'HEALTHY' })], 'WELL'],
])('a copy that is %s with %j is %s', (state, containers, finding) => {
  expect(findingOf(state, containers && { containers, ports: [] })).toBe(finding);
});

describe('copies on a cloud', () => {
  it('become UNHEALTHY and READY again, and each time their users are decided about', async () => {
    const made = await watched(USED, running('a'));
    made.fog.containers.set('a', [bad]);
    await made.clock.advance(ROUND);
    expect([made.world.deployment('a'), made.decisions.asked]).toEqual([deployment('a', { state: 'UNHEALTHY', since: made.clock.now() }), CAR]);
    await made.clock.advance(3 * ROUND);
    expect(made.decisions.asked).toHaveLength(1);
    made.fog.containers.set('a', [up]);
    await made.clock.advance(ROUND);
    expect([made.world.deployment('a'), made.decisions.asked.length, tasksIn(made)]).toEqual([deployment('a', { since: made.clock.now() }), 2, []]);
  });

  it('are made again if they are not there any more, or have ended at two looks', async () => {
    const made = await watched({ deployments: { put: [deployment('a'), deployment('b', { position: 2 })] }, references: { put: [reference('a'), reference('b', { role: 'AHEAD' })] } }, running('a', 'b'));
    made.fog.containers.delete('a');
    made.fog.containers.set('b', [ended]);
    await made.clock.advance(ROUND);
    expect([stateOf(made, 'a'), stateOf(made, 'b'), tasksIn(made)]).toEqual(['PREPARING', 'UNHEALTHY', ['a DEPLOY REPAIR QUEUED']]);
    await made.clock.advance(ROUND);
    expect([stateOf(made, 'b'), tasksIn(made)]).toEqual(['PREPARING', ['a DEPLOY REPAIR QUEUED', 'b DEPLOY REPAIR QUEUED']]);
  });

  it.each<[string, WorldChange]>([
    ['CLOUD_REMOVED', { clouds: { put: [cloud('fog-n', { removing: true })] } }],
    ['APPLICATION_REMOVED', { applications: { put: [shop({ removing: true })] } }],
    ['REPLACED', { applications: { put: [shop({ artefacts: { DOCKER: 'sha256:next' } })] } }],
    ['UNUSED', { references: { remove: [reference('a')] } }],
  ])('that are not there any more are destroyed if they cannot or need not be made again: %s', async (cause, change) => {
    const made = await watched(USED, running('a'));
    await made.recorder.record(change);
    made.fog.containers.clear();
    await made.clock.advance(ROUND);
    expect([stateOf(made, 'a'), tasksIn(made)]).toEqual(['REMOVING', [`a DESTROY ${cause} QUEUED`]]);
    expect(made.decisions.asked).toEqual(cause === 'UNUSED' ? [] : CAR);
  });

  it('are left while a task is about them, and while they are not READY', async () => {
    const states: DeploymentState[] = ['PREPARING', 'FAILED', 'REMOVING'];
    const made = await watched({ deployments: { put: [deployment('a'), ...states.map((state, position) => deployment(state, { state, position }))] }, tasks: { put: [task('a', { action: 'DESTROY', step: 'REMOVAL' })] } });
    await made.clock.advance(ROUND);
    expect(made.world.deployments().map(({ state }) => state).sort()).toEqual(['FAILED', 'PREPARING', 'READY', 'REMOVING']);
    expect(made.fog.seen.filter((question) => question.startsWith('inspect'))).toEqual([]);
  });

  it('that have become READY, or are going, while the engine was asked are left', async () => {
    const made = await watched({ deployments: { put: [deployment('a'), deployment('b', { position: 2, state: 'PREPARING' }), deployment('c', { position: 3 })] }, references: { put: [reference('a')] } }, running('a', 'c'));
    made.fog.containers.clear();
    made.fog.meanwhile = async () => {
      made.fog.meanwhile = () => Promise.resolve();
      await made.recorder.record({ deployments: { put: [deployment('a', { state: 'REMOVING' }), deployment('b', { position: 2 })], remove: [deployment('c')] } });
    };
    await made.clock.advance(ROUND);
    expect([stateOf(made, 'a'), stateOf(made, 'b'), tasksIn(made)]).toEqual(['REMOVING', 'READY', []]);
    await made.clock.advance(ROUND);
    expect([stateOf(made, 'b'), tasksIn(made)]).toEqual(['REMOVING', ['b DESTROY UNUSED QUEUED']]);
  });

  it('are as they were while their cloud does not answer', async () => {
    const made = await watched(USED, running('a'));
    made.fog.containers.clear();
    made.fog.mood = 'gone';
    await made.clock.advance(5 * ROUND);
    expect(stateOf(made, 'a')).toBe('READY');
    made.fog.mood = 'well';
    await made.clock.advance(ROUND);
    expect([stateOf(made, 'a'), made.decisions.asked.at(-1)]).toEqual(['PREPARING', { cloudId: 'fog-n' }]);
  });

  it('are made again although that could not be recorded at first', async () => {
    const made = await watched(USED, running('a'));
    made.fog.containers.clear();
    made.rows.failures = 1;
    await made.clock.advance(ROUND);
    expect([stateOf(made, 'a'), made.decisions.asked]).toEqual(['READY', []]);
    await made.clock.advance(ROUND);
    expect([stateOf(made, 'a'), made.decisions.asked]).toEqual(['PREPARING', CAR]);
  });

  it('that nobody knows of are removed; those are left that a task is about, or that somebody is still working on', async () => {
    const made = await watched({ ...USED, tasks: { put: [task('busy')] } }, running('a', 'busy', 'stray', 'old'));
    expect([...made.fog.containers.keys()]).toEqual(['a', 'busy']);
    expect(made.fog.seen.filter((question) => question.startsWith('remove'))).toEqual(['remove stray', 'remove old']);
    made.fog.containers.set('late', [up]);
    let end = () => undefined as void;
    const work = made.lanes.alone('late', () => new Promise<void>((resolve) => (end = resolve)));
    await made.clock.advance(ROUND);
    expect([...made.fog.containers.keys()]).toEqual(['a', 'busy', 'late']);
    end();
    await work;
    await made.clock.advance(ROUND);
    expect([...made.fog.containers.keys()]).toEqual(['a', 'busy']);
  });
});
