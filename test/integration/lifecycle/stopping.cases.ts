import { ContainerRuntime } from '../../../src/modules/container-runtime/index.js';
import { confirmTerminationOf } from '../../support/app-support.js';
import { eventually } from '../../support/eventually.js';
import { GrantingStandIn } from '../../support/lifecycle/granting-service.js';
import { type EngineStep, HeldRuntime } from '../../support/lifecycle/held-runtime.js';
import { begin, createInstance, FORCEFUL, inState, newInstance, onboardApplication, perform, readOperation, stateOf } from '../../support/lifecycle/lifecycle.js';
import { specAgent } from '../../support/spec-agent.js';
import { useWorld } from '../../support/world.js';

const PLATFORM = '0198c0de-0000-7000-8000-000000000013';
const ROUND_MS = 30_000;
/** Milliseconds between two questions for a grant. */
const ASKS_AGAIN_MS = 1000;
const SOON_MS = 5000;

describe('a platform that stops', () => {
  const { world } = useWorld({ MEC_PLATFORM_ID: PLATFORM });
  const api = specAgent({ get http() { return world.platform.http; } });

  it.each<EngineStep>(['images', 'creation', 'start', 'addresses'])('in the step %s of an instantiation goes on there when it is back', async (step) => {
    const id = await newInstance(api);
    const held = new HeldRuntime(world.platform).hold(step);
    const path = await begin(api, id, 'instantiate');
    await held.reached;
    await world.restart();
    expect(await inState(api, path, 'COMPLETED')).not.toHaveProperty('error');
    expect(await stateOf(api, id)).toBe('STARTED');
  });

  it('while nobody has decided on a grant asks again when it is back', async () => {
    const granting = await GrantingStandIn.start();
    granting.answers = 'later';
    const begun = () => world.begin({ environment: { MEC_PLATFORM_ID: PLATFORM, MEC_GRANT_URL: granting.url, DATABASE_URL: world.platform.databaseUrl } });
    await world.platform.stop();
    await begun();
    const id = await newInstance(api);
    const path = await begin(api, id, 'instantiate');
    await eventually(() => expect(granting.asked).toHaveLength(1));
    await world.platform.stop();
    await begun();
    expect(await readOperation(api, path)).toMatchObject({ operationState: 'STARTING' });
    granting.answers = 'granted';
    await eventually(async () => {
      await world.clock.advance(ASKS_AGAIN_MS);
      expect(await readOperation(api, path)).toMatchObject({ operationState: 'COMPLETED' });
    });
    expect(new Set(granting.asked.map(({ appLcmOpOccId }) => appLcmOpOccId)).size).toBe(1);
  });

  it('while an application has time to finish still waits for it when it is back', async () => {
    const id = await newInstance(api);
    await perform(api, id, 'instantiate');
    const path = await begin(api, id, 'terminate', { terminationType: 'GRACEFUL', gracefulTerminationTimeout: 600 });
    await inState(api, path, 'PROCESSING');
    await world.restart();
    expect(await readOperation(api, path)).toMatchObject({ operationState: 'PROCESSING', isCancelPending: false });
    await eventually(() => api.post(confirmTerminationOf(id)).send({ operationAction: 'TERMINATING' }).expect(204));
    await inState(api, path, 'COMPLETED');
  });

  it('while an operation is being cancelled finishes that when it is back', async () => {
    const id = await newInstance(api);
    const held = new HeldRuntime(world.platform).hold('start');
    const path = await begin(api, id, 'instantiate');
    await held.reached;
    await api.post(`${path}/cancel`).send({ CancelMode: 'GRACEFUL' }).expect(202);
    await world.restart();
    expect(await inState(api, path, 'FAILED_TEMP')).toMatchObject({ isCancelPending: false, error: { detail: 'The operation has been cancelled.' } });
    await api.post(`${path}/retry`).expect(202);
    await inState(api, path, 'COMPLETED');
  });

  it('with every place taken by a slow engine, and operations that wait for one, stops at once', async () => {
    const { appDId } = await onboardApplication(api);
    const runtime = new HeldRuntime(world.platform);
    const paths: string[] = [];
    for (let index = 0; index < 4; index++) {
      const held = runtime.hold('start');
      paths.push(await begin(api, (await createInstance(api, appDId)).id, 'instantiate'));
      await held.reached;
    }
    paths.push(await begin(api, (await createInstance(api, appDId)).id, 'instantiate'));
    await inState(api, paths.at(-1)!, 'PROCESSING');
    await world.clock.advance(ROUND_MS);
    const began = Date.now();
    await world.platform.stop();
    expect(Date.now() - began).toBeLessThan(SOON_MS);
    await world.restart();
    for (const path of paths) await inState(api, path, 'COMPLETED');
  });
});

describe('containers that no application instance has', () => {
  const { world } = useWorld({ MEC_PLATFORM_ID: PLATFORM });
  const api = specAgent({ get http() { return world.platform.http; } });
  const runtime = () => world.platform.server.app.get(ContainerRuntime, { strict: false });
  const owners = async () => (await runtime().list(PLATFORM)).map(({ appInstanceId }) => appInstanceId).sort();

  it('are removed, those of this platform; what is instantiated, or is about to be, stays', async () => {
    const workload = { platformId: PLATFORM, appDId: 'a', occurrenceId: 'b', containers: [], ports: [] };
    await runtime().create({ ...workload, appInstanceId: 'orphan' });
    const [running, stopped, stumbled, ended] = [await newInstance(api), await newInstance(api), await newInstance(api), await newInstance(api)];
    for (const id of [running, stopped, ended]) await perform(api, id, 'instantiate');
    await perform(api, stopped, 'operate', { changeStateTo: 'STOPPED' });
    const held = new HeldRuntime(world.platform).hold('start');
    const path = await begin(api, stumbled, 'instantiate');
    await held.reached;
    await api.post(`${path}/cancel`).send({ CancelMode: 'FORCED' }).expect(202);
    await inState(api, path, 'FAILED_TEMP');
    await perform(api, ended, 'terminate', FORCEFUL);
    await runtime().create({ ...workload, appInstanceId: ended });
    expect(await owners()).toEqual(['orphan', running, stopped, stumbled, ended].sort());
    await world.clock.advance(ROUND_MS);
    await eventually(async () => expect(await owners()).toEqual([running, stopped, stumbled].sort()));
  });
});
