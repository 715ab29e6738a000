import { Reaper } from '../../../../src/modules/placement/domain/upkeep/reaper.js';
import type { WorldChange } from '../../../../src/modules/placement/domain/world/world-items.js';
import { DEFAULT_POLICY } from '../../../../src/modules/placement/domain/world/default-policy.js';
import { cloud, deployment, passed, reference, settled, shop, shopWorld, stateOf, task, tasksIn } from './fixtures.js';

const { keepFor } = DEFAULT_POLICY;

async function reaped(change: WorldChange = {}) {
  const made = await shopWorld();
  const { world, planning, decisions, recorder, failpoints, clock, lifecycle } = made;
  new Reaper(world, planning, decisions, recorder, failpoints, clock, lifecycle);
  await recorder.record(change);
  await lifecycle.run('start');
  await settled();
  const unused = (id: string) => deployment(id, { unusedSince: clock.now(), position: world.deployments().length + 1 });
  return { ...made, unused };
}

describe('a copy that nobody has a reference to', () => {
  it('goes after keepFor, no sooner', async () => {
    const made = await reaped();
    await made.recorder.record({ deployments: { put: [made.unused('a')] } });
    await passed(made.clock, keepFor - 1);
    expect(tasksIn(made)).toEqual([]);
    await passed(made.clock, 1);
    expect([tasksIn(made), stateOf(made, 'a')]).toEqual([['a DESTROY UNUSED QUEUED'], 'REMOVING']);
    await passed(made.clock, keepFor);
    expect(tasksIn(made)).toHaveLength(1);
  });

  it('goes when it is due, whoever comes before and after it', async () => {
    const made = await reaped();
    for (const id of ['a', 'b', 'c']) {
      await made.recorder.record({ deployments: { put: [made.unused(id)] } });
      await passed(made.clock, 1000);
    }
    await passed(made.clock, keepFor - 2500);
    expect(tasksIn(made)).toEqual(['a DESTROY UNUSED QUEUED']);
    await passed(made.clock, 1000);
    expect(tasksIn(made)).toEqual(['a DESTROY UNUSED QUEUED', 'b DESTROY UNUSED QUEUED']);
  });

  it('stays if somebody needs it again in time', async () => {
    const made = await reaped();
    await made.recorder.record({ deployments: { put: [made.unused('a')] } });
    await passed(made.clock, keepFor - 1);
    await made.recorder.record({ deployments: { put: [deployment('a')] }, references: { put: [reference('a', { role: 'AHEAD' })] } });
    await passed(made.clock, keepFor);
    expect(tasksIn(made)).toEqual([]);
  });

  it('goes after another time as soon as the policy says so', async () => {
    const made = await reaped();
    await made.recorder.record({ deployments: { put: [made.unused('a')] } });
    await passed(made.clock, 2000);
    await made.recorder.record({ policy: { ...DEFAULT_POLICY, keepFor: 2000 } });
    await settled();
    expect(tasksIn(made)).toEqual(['a DESTROY UNUSED QUEUED']);
  });

  it('goes after keepFor although it is FAILED, and while it is being made, which is given up', async () => {
    const made = await reaped();
    await made.recorder.record({
      deployments: { put: [{ ...made.unused('a'), state: 'FAILED' }, { ...made.unused('b'), state: 'PREPARING' }] },
      tasks: { put: [task('a', { state: 'FAILED' }), task('b', { position: 2, nextTryAt: 1 })] },
    });
    await passed(made.clock, keepFor);
    expect(tasksIn(made)).toEqual(['a DEPLOY ENTERED FAILED', 'b DEPLOY ENTERED CANCELLED', 'a DESTROY UNUSED QUEUED', 'b DESTROY UNUSED QUEUED']);
    expect(made.world.task('task of b')).toEqual(task('b', { position: 2, state: 'CANCELLED', reason: 'NOT_NEEDED', endedAt: made.clock.now() }));
  });

  it.each<[string, WorldChange]>([
    ['CLOUD_REMOVED', { clouds: { put: [cloud('fog-n', { removing: true })] } }],
    ['APPLICATION_REMOVED', { applications: { put: [shop({ removing: true })] } }],
    ['REPLACED', { applications: { put: [shop({ artefacts: { DOCKER: 'sha256:next' } })] } }],
  ])('goes at once if it cannot stay: %s', async (cause, change) => {
    const made = await reaped();
    await made.recorder.record({ deployments: { put: [made.unused('a')] } });
    await made.recorder.record(change);
    await settled();
    expect(tasksIn(made)).toEqual([`a DESTROY ${cause} QUEUED`]);
  });

  it('and that was there before the start goes, too; nothing happens before', async () => {
    const made = await shopWorld();
    const { world, planning, decisions, recorder, failpoints, clock, lifecycle } = made;
    new Reaper(world, planning, decisions, recorder, failpoints, clock, lifecycle);
    await recorder.record({ deployments: { put: [deployment('a', { unusedSince: clock.now() - keepFor })] } });
    await passed(clock, 1000);
    expect(tasksIn(made)).toEqual([]);
    await lifecycle.run('start');
    expect(tasksIn(made)).toEqual([]);
    await settled();
    expect(tasksIn(made)).toEqual(['a DESTROY UNUSED QUEUED']);
  });

  it('goes although it could not be recorded at first', async () => {
    const made = await reaped();
    await made.recorder.record({ deployments: { put: [made.unused('a')] } });
    made.rows.failures = 1;
    await passed(made.clock, keepFor);
    expect(stateOf(made, 'a')).toBe('READY');
    await passed(made.clock, 1000);
    expect(stateOf(made, 'a')).toBe('REMOVING');
  });

  it('stays when the platform stops', async () => {
    const made = await reaped();
    await made.recorder.record({ deployments: { put: [made.unused('a')] } });
    await made.lifecycle.run('stop');
    await passed(made.clock, 2 * keepFor);
    expect(tasksIn(made)).toEqual([]);
  });
});

describe('a copy that somebody has a reference to', () => {
  it.each(['FIRST', 'AHEAD', 'SERVING', 'ANCHOR'] as const)('%s stays, also where it cannot', async (role) => {
    const made = await reaped({ deployments: { put: [deployment('a', { unusedSince: 0 })] }, references: { put: [reference('a', { role })] } });
    await made.recorder.record({ clouds: { put: [cloud('fog-n', { removing: true })] }, applications: { put: [shop({ removing: true, artefacts: {} })] } });
    await passed(made.clock, 2 * keepFor);
    expect(tasksIn(made)).toEqual([]);
    await made.recorder.record({ references: { remove: [reference('a')] } });
    await settled();
    expect(tasksIn(made)).toEqual(['a DESTROY CLOUD_REMOVED QUEUED']);
  });
});
