import { PlatformUnreachable } from '../../../src/modules/placement/domain/ports/copy-registrations.js';
import { cloud, Drifting, failing } from './drifting.js';
import { RuntimePortTaken, RuntimeRefusal, RuntimeUnavailable } from './runtimes.js';

const SECOND = 1000;
const refusal = new RuntimeRefusal('the engine refuses: no');
const silence = new RuntimeUnavailable('the engine does not answer');

describe('a task that cannot go on', () => {
  let drifting: Drifting;

  beforeEach(async () => {
    drifting = new Drifting();
    await drifting.start();
  });

  const inSeconds = (seconds: number) => drifting.parts.clock.now() + seconds * SECOND;

  it.each([['create', 'CREATION'], ['startContainers', 'START']])('is FAILED at once if the engine refuses to %s', async (call, step) => {
    drifting.engine.fault = failing(refusal, call);
    const copy = await drifting.deploy();
    expect(drifting.task(copy)).toMatchObject({ state: 'FAILED', reason: 'ENGINE_REFUSES', detail: `${step} has failed: the engine refuses: no.`, tries: 1, endedAt: drifting.parts.clock.now() });
    expect(drifting.now(copy)!.state).toBe('FAILED');
    expect(drifting.parts.decisions.asked).toEqual([{ applicationId: 'shop', cloudId: 'fog-n' }]);
  });

  it('is tried as often as the policy says if the engine does not take an image', async () => {
    await drifting.policy({ tries: 3 });
    drifting.engine.fault = failing(refusal, 'loadImage');
    const copy = await drifting.deploy();
    expect(drifting.task(copy)).toMatchObject({ state: 'PAUSED', reason: 'LOAD_FAILED', step: 'IMAGES', tries: 1, nextTryAt: inSeconds(1) });
    await drifting.pass(SECOND);
    expect(drifting.task(copy)).toMatchObject({ state: 'PAUSED', tries: 2, nextTryAt: inSeconds(2) });
    expect(drifting.parts.decisions.asked).toEqual([]);
    await drifting.pass(2 * SECOND);
    expect(drifting.task(copy)).toMatchObject({ state: 'FAILED', reason: 'LOAD_FAILED', tries: 3 });
    expect(drifting.task(copy)).not.toHaveProperty('nextTryAt');
    expect(drifting.parts.decisions.asked).toEqual([{ applicationId: 'shop', cloudId: 'fog-n' }]);
  });

  it('is tried for ever if the engine does not answer, and no try counts while its cloud is UNREACHABLE', async () => {
    drifting.engine.fault = failing(silence, 'create');
    const copy = await drifting.deploy();
    for (const [tries, seconds] of [[1, 1], [2, 2], [3, 4], [4, 8], [5, 16], [6, 32], [7, 60], [8, 60]] as const) {
      expect(drifting.task(copy)).toMatchObject({ state: 'PAUSED', reason: 'CLOUD_UNREACHABLE', detail: 'CREATION has failed: the engine does not answer.', step: 'CREATION', tries, nextTryAt: inSeconds(seconds) });
      await drifting.pass(seconds * SECOND);
    }
    drifting.world.setReachability('fog-n', { state: 'UNREACHABLE' });
    await drifting.pass(120 * SECOND);
    expect(drifting.task(copy)).toMatchObject({ state: 'PAUSED', tries: 9, nextTryAt: inSeconds(60) });
    drifting.world.setReachability('fog-n', { state: 'AVAILABLE' });
    drifting.engine.fault = () => undefined;
    await drifting.pass(60 * SECOND);
    expect(drifting.task(copy)).toMatchObject({ state: 'DONE', tries: 10 });
    expect(drifting.task(copy)).not.toHaveProperty('reason');
  });

  it('waits until somebody outside leaves its port', async () => {
    drifting.engine.fault = failing(new RuntimePortTaken('port is already allocated'), 'startContainers');
    const copy = await drifting.deploy();
    expect(drifting.task(copy)).toMatchObject({ state: 'PAUSED', reason: 'PORT_TAKEN', step: 'START', nextTryAt: inSeconds(1) });
    expect(drifting.parts.decisions.asked).toEqual([{ applicationId: 'shop', cloudId: 'fog-n' }]);
    drifting.engine.fault = () => undefined;
    await drifting.pass(SECOND);
    expect(drifting.now(copy)!.state).toBe('READY');
    expect(drifting.engine.doneTo(copy.deploymentId)).toEqual(['create', 'startContainers', 'startContainers']);
  });

  it('is in the way as before if a try meets the same: only who came meanwhile is decided about, and all near after a change of the cloud', async () => {
    drifting.engine.fault = failing(new RuntimePortTaken('port is already allocated'), 'startContainers');
    const copy = await drifting.deploy();
    await drifting.user({});
    const asked = () => drifting.parts.decisions.asked.splice(0);
    const near = { applicationId: 'shop', cloudId: 'fog-n' };
    expect(asked()).toEqual([near]);
    for (let minutes = 0; minutes < 20; minutes++) await drifting.pass(60 * SECOND);
    expect([asked(), drifting.task(copy)]).toEqual([[], expect.objectContaining({ state: 'PAUSED', reason: 'PORT_TAKEN', tries: 25 })]);
    const during = async (work: () => Promise<void>) => {
      const release = drifting.engine.hold('startContainers');
      await drifting.pass(60 * SECOND);
      expect(drifting.task(copy).state).toBe('RUNNING');
      await work();
      release();
      await drifting.settle();
      return asked();
    };
    expect(await during(() => drifting.user({ areas: ['b'] }))).toEqual([{ users: [{ applicationId: 'shop', userId: 'car' }] }]);
    expect(await during(() => drifting.record({ clouds: { put: [cloud('fog-n', { name: 'another' })] } }))).toEqual([near]);
    drifting.engine.fault = failing(refusal, 'startContainers');
    await drifting.pass(60 * SECOND);
    expect([drifting.task(copy).state, asked()]).toEqual(['FAILED', [near]]);
  });

  it.each(['STARTING', 'UNHEALTHY'] as const)('is tried again from its containers on if it is %s for too long', async (health) => {
    await drifting.policy({ tries: 2, startWithin: 3000 });
    drifting.engine.health = () => health;
    const copy = await drifting.deploy();
    expect(drifting.task(copy)).toMatchObject({ state: 'RUNNING', step: 'CHECK' });
    await drifting.pass(2 * SECOND);
    expect(drifting.engine.calls.filter((call) => call.startsWith('inspect'))).toHaveLength(5);
    await drifting.pass(SECOND);
    expect(drifting.task(copy)).toMatchObject({ state: 'PAUSED', reason: 'NOT_HEALTHY', step: 'CHECK', detail: `The copy was not ready within 3000 ms: web is RUNNING and ${health}.`, nextTryAt: inSeconds(1) });
    await drifting.pass(4 * SECOND);
    expect(drifting.task(copy)).toMatchObject({ state: 'FAILED', reason: 'NOT_HEALTHY', tries: 2 });
    expect(drifting.engine.doneTo(copy.deploymentId)).toEqual(['create', 'startContainers', 'create', 'startContainers']);
  });

  it('is checked at its first TCP port if its containers have no checks', async () => {
    drifting.engine.isChecked = false;
    const copy = await drifting.deploy();
    expect(drifting.task(copy)).toMatchObject({ state: 'RUNNING', step: 'CHECK' });
    await drifting.pass(500);
    expect(drifting.task(copy)).toMatchObject({ state: 'DONE' });
    expect(drifting.outside.probes).toEqual(['127.0.0.2 1216', '127.0.0.2 1216']);
  });

  it('is checked by nothing but its running if it has no TCP port and no checks', async () => {
    drifting.engine.isChecked = false;
    await drifting.record(drifting.application('udp', ['1300:80/udp']));
    expect(drifting.task(await drifting.deploy('fog-n', 'udp'))).toMatchObject({ state: 'DONE' });
    expect(drifting.outside.probes).toEqual([]);
  });

  it('is tried for ever if the platform of its cloud does not answer', async () => {
    const register = drifting.outside.registrations.register.bind(drifting.outside.registrations);
    drifting.outside.registrations.register = () => Promise.reject(new PlatformUnreachable('the platform at x does not answer'));
    const copy = await drifting.deploy();
    expect(drifting.task(copy)).toMatchObject({ state: 'PAUSED', reason: 'PLATFORM_UNREACHABLE', step: 'REGISTRATION', nextTryAt: inSeconds(1) });
    await drifting.policy({ tries: 1 });
    await drifting.pass(30 * SECOND);
    expect(drifting.task(copy)).toMatchObject({ state: 'PAUSED' });
    drifting.outside.registrations.register = register;
    await drifting.pass(60 * SECOND);
    expect(drifting.task(copy)).toMatchObject({ state: 'DONE' });
    expect(drifting.engine.doneTo(copy.deploymentId)).toEqual(['create', 'startContainers']);
  });

  it('says what nobody has foreseen, and is tried again', async () => {
    const register = drifting.outside.registrations.register.bind(drifting.outside.registrations);
    drifting.outside.registrations.register = () => Promise.reject(new Error('The tape has ended.'));
    const copy = await drifting.deploy();
    expect(drifting.task(copy)).toMatchObject({ state: 'PAUSED', detail: 'The tape has ended.', nextTryAt: inSeconds(1) });
    expect(drifting.task(copy)).not.toHaveProperty('reason');
    drifting.outside.registrations.register = register;
    await drifting.pass(SECOND);
    expect(drifting.task(copy)).toMatchObject({ state: 'DONE' });
  });

  it('is never FAILED if it destroys', async () => {
    const copy = await drifting.deploy();
    drifting.engine.fault = failing(refusal, 'remove');
    await drifting.release(copy);
    await drifting.destroy(copy);
    expect(drifting.task(copy)).toMatchObject({ action: 'DESTROY', state: 'PAUSED', reason: 'ENGINE_REFUSES', step: 'REMOVAL', nextTryAt: inSeconds(1) });
    drifting.engine.fault = () => undefined;
    await drifting.pass(SECOND);
    expect(drifting.now(copy)).toBeUndefined();
  });

  it('destroys a copy whose image somebody else uses, and leaves that', async () => {
    const copy = await drifting.deploy();
    drifting.engine.fault = (call, id) => (call === 'remove' && id !== copy.deploymentId ? refusal : undefined);
    await drifting.destroy(copy);
    expect([drifting.now(copy), drifting.engine.images.size]).toEqual([undefined, 1]);
  });

  it('is carried on as soon as it can be recorded again', async () => {
    const release = drifting.engine.hold('create');
    const copy = await drifting.deploy();
    drifting.parts.rows.failures = 1;
    release();
    await drifting.settle();
    expect(drifting.task(copy)).toMatchObject({ state: 'RUNNING', step: 'CREATION' });
    await drifting.pass(SECOND);
    expect(drifting.task(copy)).toMatchObject({ state: 'DONE' });
  });

  it('is refused where the engine takes no such artefact', async () => {
    const { artefacts, ...rest } = drifting.world.application('shop')!;
    await drifting.record({ applications: { put: [{ ...rest, artefacts: { DOCKER: artefacts.DOCKER! } }] }, clouds: { put: [cloud('edge', { runtime: { driver: 'kubernetes' } })] } });
    const copy = await drifting.deploy('edge');
    expect(drifting.task(copy)).toMatchObject({ state: 'FAILED', reason: 'NO_ARTEFACT', step: 'ADMISSION', detail: 'The cloud edge has the driver kubernetes, which takes no artefact of type DOCKER.' });
    expect(drifting.engine.calls).toEqual([]);
  });
});
