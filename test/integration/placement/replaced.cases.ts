import { type Deployment, HttpWorld } from '../../support/placement/http-world.js';
import { inTime } from '../../support/in-time.js';
import { plainEngines, runsOn } from '../../support/placement/plain-engine.js';
import { startPlatform } from '../../support/platform.js';
import { specAgent } from '../../support/spec-agent.js';
import { TestClock } from '../../support/test-clock.js';
import { usePlatform } from '../../support/use-platform.js';

const WITHOUT_PORT = { healthcheck: { test: ['CMD', 'true'] } };
const WITH_PORT = { ...WITHOUT_PORT, ports: ['1216:80'] };
const POLICY = { neighbours: 'NEAREST', count: 0, keepFor: 0, tries: 1, startWithin: 1000 } as const;

describe('an application with another content; the engine is a stand-in', () => {
  const clock = new TestClock();
  const { api } = usePlatform({ clock });
  const world = new HttpWorld(api);
  const fog = plainEngines()('fog-replaced');
  const served = () => inTime(clock, async () => expect(await world.shown('car')).toMatchObject({ state: 'SERVED' }));

  /** One user, served by a copy of the first content. */
  async function furnish(content: object): Promise<Deployment> {
    fog.health = () => 'HEALTHY';
    await world.clear();
    await world.clouds({ 'fog-n': runsOn('fog-replaced') });
    await world.areas({ b: ['fog-n'] });
    await world.policy(POLICY);
    await world.application(content);
    await world.user('car', 'b');
    await served();
    return (await world.deployments())[0]!;
  }
  const replaced = (old: Deployment) => inTime(clock, async () => {
    const deployments = await world.deployments();
    expect(deployments).toMatchObject([{ state: 'READY', references: 1, users: ['car'] }]);
    expect(deployments[0]!.deploymentId).not.toBe(old.deploymentId);
    expect(fog.held.size).toBe(1);
    return deployments[0]!;
  });
  const at = (call: string, { deploymentId }: Deployment) => fog.calls.indexOf(`${call} ${deploymentId}`);

  it('is replaced, new before old', async () => {
    const old = await furnish(WITHOUT_PORT);
    await world.application({ ...WITHOUT_PORT, cpus: 0.5 });
    const next = await replaced(old);
    expect(at('inspect', next)).toBeLessThan(at('remove', old));
    expect(at('stopContainers', old)).toBe(-1);
    expect((await world.history()).slice(-2)).toEqual(['DEPLOY fog-n REPLACED DONE', 'DESTROY fog-n REPLACED DONE']);
    await served();
  });

  it('with a port in common: the old one stops when the new one is ready to start', async () => {
    const old = await furnish(WITH_PORT);
    await world.application({ ...WITH_PORT, cpus: 0.5 });
    const next = await replaced(old);
    const order = [at('create', next), at('stopContainers', old), at('startContainers', next), at('remove', old)];
    expect(order).toEqual([...order].sort((one, other) => one - other));
    expect(order).not.toContain(-1);
    await served();
  });

  it('with a port in common, but never healthy: the old one runs again and serves', async () => {
    const old = await furnish(WITH_PORT);
    fog.health = (id) => (id === old.deploymentId ? 'HEALTHY' : 'STARTING');
    await world.application({ ...WITH_PORT, cpus: 0.5 });
    await inTime(clock, async () => expect(await world.tasks()).toMatchObject([{ state: 'FAILED', reason: 'NOT_HEALTHY', cause: 'REPLACED' }, {}]));
    await inTime(clock, () => expect(fog.held.get(old.deploymentId)).toMatchObject({ state: 'RUNNING' }));
    expect(fog.running).toEqual(['fog-n']);
    expect(await world.shown('car')).toMatchObject({ servedBy: old.deploymentId });
  });

  it('twice in a row: one copy of the last content is left', async () => {
    const old = await furnish(WITH_PORT);
    for (const cpus of [0.25, 0.5, 0.75]) await world.application({ ...WITH_PORT, cpus });
    const next = await replaced(old);
    expect(fog.held.get(next.deploymentId)!.workload.containers[0]!.resources).toMatchObject({ cpuMillisLimit: 750 });
    await served();
  });
});

describe('a platform that ends in the middle of a task; the engine is a stand-in', () => {
  it.each(['loadImage', 'create', 'startContainers', 'inspect'] as const)('at %s: the next one carries it on, once', async (call) => {
    const fog = plainEngines()(`fog-${call}`);
    const clock = new TestClock();
    const first = await startPlatform({ clock });
    const before = new HttpWorld(specAgent(first));
    await before.clouds({ 'fog-n': runsOn(`fog-${call}`) });
    await before.areas({ b: ['fog-n'] });
    await before.policy(POLICY);
    await before.application(WITH_PORT);
    const release = fog.hold(call);
    const { held } = await before.user('car', 'b');
    await inTime(clock, () => expect(fog.calls.some((made) => made.startsWith(call))).toBe(true));
    const stopped = first.stop();
    release();
    await stopped;
    const after = new HttpWorld(specAgent(await startPlatform({ clock, environment: { DATABASE_URL: first.databaseUrl } })));
    await inTime(clock, async () => expect(await after.shown('car')).toMatchObject({ state: 'SERVED', servedBy: held[0]! }));
    expect([await after.copies(), await after.history(), fog.running]).toEqual([['fog-n READY 1'], ['DEPLOY fog-n ENTERED DONE'], ['fog-n']]);
  });
});
