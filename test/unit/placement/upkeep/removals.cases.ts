import { LeavingClouds } from '../../../../src/modules/placement/domain/upkeep/leaving-clouds.js';
import { Removals } from '../../../../src/modules/placement/domain/upkeep/removals.js';
import { DEFAULT_POLICY } from '../../../../src/modules/placement/domain/world/default-policy.js';
import { CAR, cloud, deployment, passed, reference, settled, shop, shopWorld, task } from './fixtures.js';

const { outsideFor } = DEFAULT_POLICY;
const LINK = { linkId: 'l', one: 'fog-m', other: 'fog-n', distance: 1 };
const FILE = { applicationId: 'shop', fileName: 'webapp', digest: 'sha256:f', sizeBytes: 1 };
const ARTEFACT = { digest: 'sha256:now', applicationId: 'shop', type: 'DOCKER' as const, images: [], containers: [] };

async function ending() {
  const made = await shopWorld();
  const { world, library, decisions, recorder, failpoints, clock, lifecycle } = made;
  new Removals(world, library, decisions, recorder, failpoints, clock, lifecycle);
  new LeavingClouds(world, decisions, clock, lifecycle);
  const start = async () => {
    await lifecycle.run('start');
    await settled();
  };
  return { ...made, start };
}

describe('a cloud that is REMOVING', () => {
  it('goes with its last deployment and takes its links along; then everybody is decided about', async () => {
    const { start, world, recorder, clock, decisions } = await ending();
    await start();
    const deployments = [deployment('a', { state: 'REMOVING' }), deployment('b', { state: 'REMOVING', position: 2 })];
    await recorder.record({ clouds: { put: [cloud('fog-n', { removing: true })] }, links: { put: [LINK] }, deployments: { put: deployments } });
    await recorder.record({ deployments: { remove: [deployments[0]!] } });
    await passed(clock, 1000);
    expect([world.cloud('fog-n')?.removing, decisions.asked]).toEqual([true, []]);
    await recorder.record({ deployments: { remove: [deployments[1]!] } });
    await settled();
    expect([world.clouds().map(({ cloudId }) => cloudId), world.links(), decisions.asked]).toEqual([['fog-m'], [], ['all']]);
  });

  it('and has no deployment any more at the start has been left by a process that died: it goes', async () => {
    const { start, world, recorder } = await ending();
    await recorder.record({ clouds: { put: [cloud('fog-n', { removing: true }), cloud('fog-m', { removing: true })] }, deployments: { put: [deployment('a', { cloudId: 'fog-m' })] } });
    expect(world.clouds()).toHaveLength(2);
    await start();
    expect(world.clouds().map(({ cloudId }) => cloudId)).toEqual(['fog-m']);
  });

  it('goes although that could not be recorded at first', async () => {
    const { start, world, recorder, rows, clock } = await ending();
    await recorder.record({ clouds: { put: [cloud('fog-n', { removing: true })] } });
    rows.failures = 1;
    await start();
    expect(world.cloud('fog-n')).toBeDefined();
    await passed(clock, 1000);
    expect(world.cloud('fog-n')).toBeUndefined();
  });

  it('has those whom it still serves after outsideFor decided about, each once, also if that time was over at the start', async () => {
    const { start, recorder, clock, decisions } = await ending();
    const removingSince = clock.now();
    await recorder.record({
      clouds: { put: [cloud('fog-n', { removing: true, removingSince })] },
      deployments: { put: [deployment('a'), deployment('b', { cloudId: 'fog-m', position: 2 })] },
      references: { put: [reference('a'), reference('b', { userId: 'bus', role: 'AHEAD' })] },
    });
    await start();
    await passed(clock, outsideFor - 1);
    expect(decisions.asked).toEqual([]);
    await passed(clock, 1);
    expect(decisions.asked).toEqual([{ users: [{ applicationId: 'shop', userId: 'car' }] }]);
    await recorder.record({ references: { remove: [reference('a')] }, policy: { ...DEFAULT_POLICY, outsideFor: 1 } });
    await passed(clock, outsideFor);
    expect(decisions.asked).toHaveLength(1);
  });

  it('does so sooner if the policy has a shorter time', async () => {
    const { start, recorder, clock, decisions } = await ending();
    await recorder.record({ clouds: { put: [cloud('fog-n', { removing: true, removingSince: clock.now() })] }, deployments: { put: [deployment('a')] }, references: { put: [reference('a')] } });
    await start();
    await passed(clock, 1000);
    await recorder.record({ policy: { ...DEFAULT_POLICY, outsideFor: 1000 } });
    await settled();
    expect(decisions.asked).toHaveLength(1);
  });
});

describe('an application that is REMOVING', () => {
  it('goes with its last deployment, with its users, files and artefacts; what is told of its tasks stays', async () => {
    const { start, world, recorder, tidied } = await ending();
    const last = deployment('a', { state: 'REMOVING' });
    await recorder.record({ applications: { put: [shop({ removing: true })] }, files: { put: [FILE] }, artefacts: { put: [ARTEFACT] }, deployments: { put: [last] }, references: { put: [reference('a')] }, tasks: { put: [task('a', { state: 'DONE' })] } });
    await start();
    expect([world.applications().length, tidied.times]).toEqual([1, 0]);
    await recorder.record({ deployments: { remove: [last] } });
    await settled();
    const left = [world.applications(), world.users(), world.files('shop'), world.artefacts(), world.referencesOf(CAR)];
    expect([left, world.tasks().length, tidied.times]).toEqual([[[], [], [], [], []], 1, 1]);
  });

  it('and has no deployment any more at the start goes', async () => {
    const { start, world, recorder } = await ending();
    await recorder.record({ applications: { put: [shop({ removing: true })] } });
    await start();
    expect(world.applications()).toEqual([]);
  });

  it('is another than one that is not', async () => {
    const { start, world } = await ending();
    await start();
    expect([world.applications().length, world.clouds().length]).toEqual([1, 2]);
  });
});
