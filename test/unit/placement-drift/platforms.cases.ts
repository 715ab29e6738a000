import { Problem } from '../../../src/modules/common/problem/index.js';
import { PlatformUnreachable } from '../../../src/modules/placement/domain/ports/copy-registrations.js';
import { Drifting } from './drifting.js';

const SECOND = 1000;
const forbidden = () => Promise.reject(new Problem(403, 'The platform at x refuses: not here.'));
const silent = () => Promise.reject(new PlatformUnreachable('the platform at x does not answer'));

describe('the platform of a cloud', () => {
  let drifting: Drifting;

  beforeEach(async () => {
    drifting = new Drifting();
    await drifting.start();
    await drifting.policy({ tries: 2 });
  });

  const inSeconds = (seconds: number) => drifting.parts.clock.now() + seconds * SECOND;

  it('that refuses a copy is asked as often as the policy says; then another cloud has to do', async () => {
    drifting.outside.registrations.register = forbidden;
    const copy = await drifting.deploy();
    expect(drifting.task(copy)).toMatchObject({ state: 'PAUSED', reason: 'PLATFORM_REFUSES', step: 'REGISTRATION', detail: 'The platform at x refuses: not here.', tries: 1, nextTryAt: inSeconds(1) });
    expect(drifting.parts.decisions.asked).toEqual([]);
    await drifting.pass(SECOND);
    expect(drifting.task(copy)).toMatchObject({ state: 'FAILED', reason: 'PLATFORM_REFUSES', tries: 2 });
    expect(drifting.now(copy)!.state).toBe('FAILED');
    expect(drifting.parts.decisions.asked).toEqual([{ applicationId: 'shop', cloudId: 'fog-n' }]);
  });

  it('that refuses a copy in the place of another leaves the place to that one', async () => {
    const before = await drifting.deploy();
    const register = drifting.outside.registrations.register.bind(drifting.outside.registrations);
    drifting.outside.registrations.register = forbidden;
    await drifting.record(drifting.application('shop', ['1216:80'], '2'));
    const after = await drifting.deploy('fog-n', 'shop', 'REPLACED');
    const states = () => [before, after].map(({ deploymentId }) => drifting.engine.held.get(deploymentId)!.state);
    expect([drifting.task(after).reason, ...states()]).toEqual(['PLATFORM_REFUSES', 'RUNNING', 'STOPPED']);
    drifting.outside.registrations.register = register;
    await drifting.pass(SECOND);
    expect([drifting.task(after).state, ...states()]).toEqual(['DONE', 'STOPPED', 'RUNNING']);
  });

  it('that refuses to forget a copy keeps it from being removed no longer than the policy says', async () => {
    const copy = await drifting.deploy();
    drifting.outside.registrations.deregister = forbidden;
    await drifting.destroy(copy);
    expect(drifting.task(copy)).toMatchObject({ action: 'DESTROY', state: 'PAUSED', reason: 'PLATFORM_REFUSES', step: 'DEREGISTRATION', nextTryAt: inSeconds(1) });
    expect(drifting.engine.held.size).toBe(1);
    await drifting.pass(SECOND);
    expect(drifting.now(copy)).toBeUndefined();
    expect([drifting.engine.held.size, drifting.engine.images.size]).toEqual([0, 0]);
    expect(drifting.task(copy)).toMatchObject({ action: 'DESTROY', state: 'DONE', registrationLeft: 'PLATFORM_REFUSES' });
    expect(drifting.task(copy)).not.toHaveProperty('reason');
  });

  it('that is silent is asked to forget a copy as often as the policy says', async () => {
    const copy = await drifting.deploy();
    drifting.outside.registrations.deregister = silent;
    await drifting.destroy(copy);
    expect(drifting.task(copy)).toMatchObject({ state: 'PAUSED', reason: 'PLATFORM_UNREACHABLE', step: 'DEREGISTRATION', nextTryAt: inSeconds(1) });
    await drifting.pass(SECOND);
    expect([drifting.now(copy), drifting.engine.held.size, drifting.outside.registered.size]).toEqual([undefined, 0, 1]);
    expect(drifting.task(copy)).toMatchObject({ state: 'DONE', registrationLeft: 'PLATFORM_UNREACHABLE' });
  });

  it('that answers again forgets the copy, of which nothing is left then', async () => {
    await drifting.policy({ tries: 3 });
    const copy = await drifting.deploy();
    const deregister = drifting.outside.registrations.deregister.bind(drifting.outside.registrations);
    drifting.outside.registrations.deregister = silent;
    await drifting.destroy(copy);
    await drifting.pass(SECOND);
    drifting.outside.registrations.deregister = deregister;
    await drifting.pass(2 * SECOND);
    expect([drifting.now(copy), drifting.outside.registered.size]).toEqual([undefined, 0]);
    expect(drifting.task(copy)).not.toHaveProperty('registrationLeft');
  });

  it('that is silent while the cloud is, too, costs no try', async () => {
    const copy = await drifting.deploy();
    drifting.outside.registrations.deregister = silent;
    drifting.world.setReachability('fog-n', { state: 'UNREACHABLE', reason: 'away' });
    await drifting.destroy(copy);
    await drifting.pass(600 * SECOND);
    expect(drifting.task(copy)).toMatchObject({ state: 'PAUSED', step: 'DEREGISTRATION', tries: 0 });
  });
});
