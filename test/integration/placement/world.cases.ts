import { Lifecycle } from '../../../src/modules/common/lifecycle/index.js';
import { UnitOfWork } from '../../../src/modules/common/unit-of-work/index.js';
import type { World } from '../../../src/modules/placement/domain/ports/world.js';
import { WorldRows } from '../../../src/modules/placement/domain/ports/world-rows.js';
import { MemoryWorld } from '../../../src/modules/placement/domain/world/memory-world.js';
import { Recorder } from '../../../src/modules/placement/domain/world/recorder.js';
import type { Deployment, Task, User, WorldChange } from '../../../src/modules/placement/domain/world/world-items.js';
import { startPlatform, type TestPlatform } from '../../support/platform.js';

const NEEDS = { cpuMillis: 500, memoryMB: 256, storageMB: 1, deployments: 1 };

const deployment = (deploymentId: string, changes: Partial<Deployment> = {}): Deployment => ({
  deploymentId, applicationId: 'shop', cloudId: 'fog-n', artefact: 'sha256:a', needs: NEEDS, state: 'PREPARING', since: 1_800_000_000_000, position: 1, ...changes,
});
const task = (taskId: string, changes: Partial<Task> = {}): Task => ({
  taskId, action: 'DEPLOY', applicationId: 'shop', cloudId: 'fog-n', deploymentId: 'd1', cause: 'ENTERED', state: 'QUEUED', step: 'ADMISSION', tries: 0, createdAt: 1_800_000_000_000, position: 1, ...changes,
});
const plain: User = { applicationId: 'shop', userId: 'car-1', areas: [] };
const whole: User = {
  applicationId: 'shop', userId: 'car-2', associateId: { type: 1, value: '10.0.0.1' }, ueKey: '1 10.0.0.1', place: { cellId: 'c' }, areas: ['a', 'b'], firstCloud: 'fog-n', previousCloud: 'edge-n',
  servedBy: 'd1', ruleAt: 'd1', outsideSince: 1_800_000_000_001, lastMove: { at: 1_800_000_000_000, wasReady: true, switchedAfter: 3 },
};
const EVERYTHING: WorldChange = {
  clouds: { put: [{ cloudId: 'fog-n', kind: 'FOG', runtime: { driver: 'none' }, removing: true, removingSince: 1_800_000_000_005 }] },
  users: { put: [plain, whole] },
  deployments: { put: [deployment('d2', { state: 'READY', address: '192.0.2.1', ports: [{ port: 80, protocol: 'TCP', hostPort: 1216 }], unusedSince: 1_800_000_000_002, artefact: 'sha256:b', position: 2 }), deployment('d1')] },
  references: { put: [{ applicationId: 'shop', userId: 'car-2', deploymentId: 'd1', role: 'SERVING' }] },
  ports: { put: [{ scope: 'docker', protocol: 'TCP', hostPort: 1216, deploymentId: 'd1' }] },
  tasks: { put: [task('t2', { position: 2, state: 'FAILED', userId: 'car-1', nextTryAt: 1_800_000_000_003, reason: 'LOAD_FAILED', detail: 'no', endedAt: 1_800_000_000_004 }), task('t1')] },
};

/** What is recorded on the database of a platform, which itself does not know of it. */
async function worldOn({ server: { app } }: TestPlatform) {
  const lifecycle = new Lifecycle();
  const world = new MemoryWorld();
  const recorder = new Recorder(world, app.get(WorldRows), app.get(UnitOfWork), lifecycle);
  await lifecycle.run('load');
  return { world, recorder };
}

const seen = (world: World) => ({
  clouds: world.clouds(), users: world.users('shop'), deployments: world.deployments(), references: world.referencesTo('d1'), ports: world.ports(), tasks: world.tasks(), open: world.openTask('d1'),
});

describe('the world of placement', () => {
  it('is the same when it is read anew, with everything that is left out left out', async () => {
    const platform = await startPlatform();
    const { world, recorder } = await worldOn(platform);
    await recorder.record(EVERYTHING);
    const before = seen(world);
    expect(before).toMatchObject({ users: [plain, whole], deployments: [{ deploymentId: 'd1' }, { deploymentId: 'd2' }], tasks: [{ taskId: 't1' }, { taskId: 't2' }], open: { taskId: 't1' } });
    expect(seen((await worldOn(platform)).world)).toStrictEqual(before);
  });

  it('is found by what it belongs to, and forgets what is removed', async () => {
    const { world, recorder } = await worldOn(await startPlatform());
    await recorder.record(EVERYTHING);
    expect(world.referencesOf(whole)).toHaveLength(1);
    expect(world.deployments({ cloudId: 'fog-n', applicationId: 'other' })).toEqual([]);
    await recorder.record({ deployments: { remove: [deployment('d1')] }, references: { remove: EVERYTHING.references!.put! }, tasks: { remove: [task('t1')] }, users: { remove: [whole] } });
    expect(seen(world)).toMatchObject({ users: [plain], deployments: [{ deploymentId: 'd2' }], references: [], tasks: [{ taskId: 't2' }], open: undefined });
  });

  it('stays as it was if the rows refuse a change', async () => {
    const { world, recorder } = await worldOn(await startPlatform());
    await recorder.record(EVERYTHING);
    const before = seen(world);
    const refused: WorldChange[] = [
      { deployments: { put: [deployment('d3')] } },
      { tasks: { put: [task('t3')] } },
      { users: { put: [{ ...plain, userId: 'car-3', ueKey: whole.ueKey! }] } },
    ];
    for (const change of refused) await expect(recorder.record({ ...change, clouds: { remove: EVERYTHING.clouds!.put! } })).rejects.toThrow(/unique/i);
    expect(seen(world)).toEqual(before);
    await recorder.record({ deployments: { put: [deployment('d1', { state: 'REMOVING' }), deployment('d3')] }, tasks: { put: [task('t1', { state: 'DONE' }), task('t3')] } });
    expect(world.openTask('d1')).toMatchObject({ taskId: 't3' });
  });

  it('has a topology of clouds that can be used, anew when something changes', async () => {
    const { world, recorder } = await worldOn(await startPlatform());
    const cloud = { cloudId: 'a', kind: 'FOG' as const, runtime: { driver: 'none' as const }, removing: false };
    await recorder.record({ clouds: { put: [cloud] } });
    const before = world.topology();
    expect(before.clouds.get('a')).toEqual({ cloudId: 'a', usable: true, removing: false });
    expect(world.topology()).toBe(before);
    world.setReachability('a', { state: 'UNREACHABLE', reason: 'refused' });
    expect(world.topology().clouds.get('a')).toEqual({ cloudId: 'a', usable: false, removing: false });
    await recorder.record({ clouds: { remove: [cloud] } });
    expect([...world.topology().clouds]).toEqual([]);
    expect(world.reachability('a')).toEqual({ state: 'UNKNOWN' });
  });
});
