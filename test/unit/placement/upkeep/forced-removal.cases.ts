import { Problem } from '../../../../src/modules/common/problem/index.js';
import { CopyRegistrations, PlatformUnreachable } from '../../../../src/modules/placement/domain/ports/copy-registrations.js';
import { ForcedRemoval } from '../../../../src/modules/placement/domain/upkeep/forced-removal.js';
import { Removals } from '../../../../src/modules/placement/domain/upkeep/removals.js';
import type { Cloud, Deployment } from '../../../../src/modules/placement/domain/world/world-items.js';
import { CAR, cloud, deployment, reference, settled, shopWorld, stateOf, task } from './fixtures.js';

const LINK = { linkId: 'l', one: 'fog-m', other: 'fog-n', distance: 1 };
const port = (deploymentId: string, hostPort: number) => ({ scope: 'docker', protocol: 'TCP' as const, hostPort, deploymentId });

class NotedRegistrations extends CopyRegistrations {
  readonly gone: string[] = [];
  failure: Error | undefined;

  override register = () => Promise.resolve();

  override deregister(_cloud: Cloud, { deploymentId }: Deployment): Promise<void> {
    this.gone.push(deploymentId);
    return this.failure ? Promise.reject(this.failure) : Promise.resolve();
  }
}

/** A cloud that is REMOVING with a copy that serves, one that is being made, one that is going and one that has failed; somebody else is elsewhere. */
async function forced() {
  const made = await shopWorld();
  const { world, library, planning, decisions, recorder, failpoints, clock, lifecycle } = made;
  const removals = new Removals(world, library, decisions, recorder, failpoints, clock, lifecycle);
  const registrations = new NotedRegistrations();
  const states = { serving: 'READY', making: 'PREPARING', going: 'REMOVING', failed: 'FAILED' } as const;
  const copies = Object.entries(states).map(([id, state], position) => deployment(id, { state, position }));
  await recorder.record({
    clouds: { put: [cloud('fog-n', { removing: true })] },
    links: { put: [LINK] },
    deployments: { put: [...copies, deployment('elsewhere', { cloudId: 'fog-m', position: 9 })] },
    ports: { put: [port('serving', 80), port('elsewhere', 81)] },
    references: { put: [reference('serving'), reference('elsewhere', { role: 'AHEAD' })] },
    users: { put: [{ ...CAR, servedBy: 'serving', ruleAt: 'serving' }, { ...CAR, userId: 'bus', servedBy: 'elsewhere', ruleAt: 'serving' }, { ...CAR, userId: 'tram', servedBy: 'elsewhere', ruleAt: 'elsewhere' }] },
    tasks: { put: [task('making'), task('going', { action: 'DESTROY', step: 'REMOVAL', cause: 'UNUSED' }), task('failed', { state: 'FAILED' })] },
  });
  const force = () => new ForcedRemoval(world, planning, registrations, decisions, recorder, removals, failpoints, clock).force('fog-n');
  return { ...made, registrations, force };
}

describe('a cloud that is removed by force', () => {
  it('and does not answer is forgotten with all that is there, in one unit, and everybody is decided about', async () => {
    const { world, decisions, registrations, force } = await forced();
    world.setReachability('fog-n', { state: 'UNREACHABLE', reason: 'gone' });
    const changes: number[] = [];
    world.onChange(({ clouds }) => void (clouds && changes.push(world.deployments().length, world.ports().length)));
    await force();
    expect(changes).toEqual([1, 1]);
    expect([world.clouds().map(({ cloudId }) => cloudId), world.links(), world.referencesOf(CAR)]).toEqual([['fog-m'], [], [reference('elsewhere', { role: 'AHEAD' })]]);
    expect(world.users()).toEqual([{ ...CAR, userId: 'bus', servedBy: 'elsewhere' }, CAR, { ...CAR, userId: 'tram', servedBy: 'elsewhere', ruleAt: 'elsewhere' }]);
    expect(registrations.gone).toEqual(['serving', 'making', 'going', 'failed']);
    const told = world.tasks().map(({ deploymentId, action, state, reason }) => [deploymentId, action, state, reason].join(' ').trim()).sort();
    expect(told).toEqual(['failed DEPLOY FAILED', 'failed DESTROY CANCELLED CLOUD_REMOVED', 'going DESTROY CANCELLED CLOUD_REMOVED', 'making DEPLOY CANCELLED CLOUD_REMOVED', 'making DESTROY CANCELLED CLOUD_REMOVED', 'serving DESTROY CANCELLED CLOUD_REMOVED']);
    expect(decisions.asked).toEqual([{ users: [{ applicationId: 'shop', userId: 'car' }] }, 'all']);
  });

  it('has no users on what is forgotten before its registrations go', async () => {
    const { world, registrations, force } = await forced();
    world.setReachability('fog-n', { state: 'UNREACHABLE' });
    const states: unknown[] = [];
    registrations.deregister = () => Promise.resolve(void states.push(...world.deployments({ cloudId: 'fog-n' }).map(({ state }) => state)));
    await force();
    expect(new Set(states)).toEqual(new Set(['REMOVING']));
  });

  it('is forgotten although the platform of its copies does not answer either', async () => {
    const { world, registrations, force } = await forced();
    world.setReachability('fog-n', { state: 'UNREACHABLE' });
    registrations.failure = new PlatformUnreachable('gone, too');
    await force();
    expect(world.cloud('fog-n')).toBeUndefined();
  });

  describe('with many copies at another platform', () => {
    const COPIES = 200;
    const REMOTE = cloud('fog-n', { removing: true, platform: { apiRoot: 'http://platform.example' } });

    async function remote() {
      const made = await forced();
      const copies = Array.from({ length: COPIES }, (_none, index) => deployment(`copy-${index}`, { position: 10 + index }));
      await made.recorder.record({ clouds: { put: [REMOTE] }, deployments: { put: copies, remove: made.world.deployments({ cloudId: 'fog-n' }) }, references: { remove: [reference('serving')] } });
      made.world.setReachability('fog-n', { state: 'UNREACHABLE' });
      return made;
    }

    it('has their registrations ended side by side, all of them', async () => {
      const { world, registrations, force } = await remote();
      const atATime = { now: 0, most: 0 };
      registrations.deregister = async (_cloud, { deploymentId }) => {
        registrations.gone.push(deploymentId);
        atATime.most = Math.max(atATime.most, (atATime.now += 1));
        await settled();
        atATime.now -= 1;
      };
      await force();
      expect([world.cloud('fog-n'), new Set(registrations.gone).size, registrations.gone.length, atATime.most]).toEqual([undefined, COPIES, COPIES, 16]);
    });

    it('gives the platform up at its first silence', async () => {
      const { world, registrations, force } = await remote();
      registrations.failure = new PlatformUnreachable('gone, too');
      await force();
      expect([world.cloud('fog-n'), registrations.gone.length]).toEqual([undefined, 16]);
    });

    it('asks for every one of them although each is refused', async () => {
      const { world, registrations, force } = await remote();
      registrations.failure = new Problem(403, 'No.');
      await force();
      expect([world.cloud('fog-n'), registrations.gone.length]).toEqual([undefined, COPIES]);
    });

    it('gives a platform up that takes too long', async () => {
      const { world, clock, registrations, force } = await remote();
      registrations.deregister = (_cloud, { deploymentId }) => new Promise((resolve) => void (registrations.gone.push(deploymentId), clock.after(2000, resolve)));
      const done = force();
      await settled();
      await clock.advance(10_000);
      await done;
      expect([world.cloud('fog-n'), registrations.gone.length]).toEqual([undefined, 3 * 16]);
    });
  });

  it.each(['AVAILABLE', 'UNKNOWN'] as const)('but is %s keeps what its engine can still remove', async (state) => {
    const made = await forced();
    made.world.setReachability('fog-n', { state });
    await made.force();
    expect([stateOf(made, 'serving'), stateOf(made, 'going'), made.registrations.gone, made.decisions.asked]).toEqual(['READY', 'REMOVING', [], []]);
    await made.recorder.record({ tasks: { put: [task('going', { action: 'DESTROY', step: 'REMOVAL', cause: 'UNUSED', state: 'PAUSED', reason: 'CLOUD_UNREACHABLE' })] } });
    await made.force();
    expect([stateOf(made, 'serving'), stateOf(made, 'going'), made.registrations.gone]).toEqual(['READY', undefined, ['going']]);
    expect(made.world.task('task of going')).toMatchObject({ state: 'CANCELLED', reason: 'CLOUD_REMOVED' });
    expect(made.decisions.asked).toEqual(['all']);
  });

  it('and has gone meanwhile is nothing to be done', async () => {
    const { world, recorder, force, decisions } = await forced();
    await recorder.record({ clouds: { remove: [cloud('fog-n')] }, deployments: { remove: world.deployments({ cloudId: 'fog-n' }) } });
    await force();
    expect(decisions.asked).toEqual([]);
  });
});
