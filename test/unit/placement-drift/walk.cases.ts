import { imageName } from '../../../src/modules/container-runtime/index.js';
import { cloud, Drifting, NAME_OF_IMAGE } from './drifting.js';
import { RuntimeRefusal } from './runtimes.js';

describe('a copy', () => {
  it('is deployed step by step, and is READY when it is registered at its address', async () => {
    const drifting = new Drifting();
    await drifting.start();
    const copy = await drifting.deploy();
    expect(drifting.task(copy)).toMatchObject({ state: 'DONE', step: 'REGISTRATION', tries: 1, endedAt: drifting.parts.clock.now() });
    expect(drifting.now(copy)).toMatchObject({ state: 'READY', address: '127.0.0.2', ports: [{ port: 80, protocol: 'TCP', hostPort: 1216 }] });
    expect(drifting.engine.doneTo(copy.deploymentId)).toEqual(['create', 'startContainers']);
    expect([...drifting.engine.images]).toEqual([imageName('placement', NAME_OF_IMAGE)]);
    expect(drifting.outside.registered.get(copy.deploymentId)).toMatchObject({ address: '127.0.0.2' });
    expect(drifting.world.ports()).toEqual([{ scope: '["docker",null,"127.0.0.2"]', protocol: 'TCP', hostPort: 1216, deploymentId: copy.deploymentId }]);
    expect(drifting.parts.decisions.asked).toEqual([{ users: drifting.world.referencesTo(copy.deploymentId) }]);
  });

  it('leaves nothing when it is destroyed, not even its image if no other has it', async () => {
    const drifting = new Drifting(cloud('fog-m', { address: '127.0.0.3' }), cloud('fog-n'));
    await drifting.start();
    const [one, other] = [await drifting.deploy('fog-n'), await drifting.deploy('fog-m')];
    await drifting.user({ servedBy: other.deploymentId, ruleAt: one.deploymentId });
    await drifting.destroy(one);
    expect(drifting.now(one)).toBeUndefined();
    expect(drifting.world.user({ applicationId: 'shop', userId: 'car' })).toEqual({ applicationId: 'shop', userId: 'car', areas: [], servedBy: other.deploymentId });
    expect(drifting.engine.images.size).toBe(1);
    await drifting.user({});
    await drifting.destroy(other);
    expect(drifting.engine.held.size).toBe(0);
    expect(drifting.engine.images.size).toBe(0);
    expect([drifting.world.ports(), drifting.world.deployments(), drifting.world.referencesOf({ applicationId: 'shop', userId: 'car' }), [...drifting.outside.registered]]).toEqual([[], [], [], []]);
    expect(drifting.task(other)).toMatchObject({ action: 'DESTROY', state: 'DONE', step: 'REMOVAL' });
    expect(drifting.world.artefacts()).toHaveLength(2);
  });

  it.each(['one after the other', 'at once'])('leaves no image to another copy at its engine that goes at the same time, if their containers go %s', async (order) => {
    const drifting = new Drifting(cloud('fog-m', { address: '127.0.0.3' }), cloud('fog-n'));
    await drifting.start();
    const [one, other] = [await drifting.deploy('fog-n'), await drifting.deploy('fog-m')];
    const release = drifting.engine.hold('remove');
    await drifting.destroy(one);
    await drifting.destroy(other);
    expect([drifting.task(one), drifting.task(other)]).toMatchObject([{ state: 'RUNNING', step: 'REMOVAL' }, { state: 'RUNNING', step: 'REMOVAL' }]);
    const refusal = new RuntimeRefusal('the engine refuses: no');
    drifting.engine.fault = (call, id) => (order !== 'at once' && call === 'remove' && id === other.deploymentId ? refusal : undefined);
    release();
    await drifting.settle();
    expect(drifting.engine.images.size).toBe(order === 'at once' ? 0 : 1);
    drifting.engine.fault = () => undefined;
    await drifting.pass(1000);
    expect([drifting.world.deployments(), drifting.engine.images.size]).toEqual([[], 0]);
  });

  it('takes its artefact with it if nobody names that any more', async () => {
    const drifting = new Drifting();
    await drifting.start();
    const copy = await drifting.deploy();
    await drifting.record({ applications: drifting.application('shop', ['1216:80'], '2').applications });
    await drifting.destroy(copy);
    expect(drifting.world.artefact(copy.artefact)).toBeUndefined();
  });

  it('is READY at once where there is no engine, at the address that the operator tells', async () => {
    const drifting = new Drifting(cloud('here', { runtime: { driver: 'none' }, address: '192.0.2.7' }), cloud('there', { runtime: { driver: 'none' } }));
    const { address: _none, ...nowhere } = cloud('there', { runtime: { driver: 'none' } });
    drifting.world.apply({ clouds: { put: [nowhere] } });
    await drifting.start();
    const [here, there] = [await drifting.deploy('here'), await drifting.deploy('there')];
    expect(drifting.now(here)).toMatchObject({ state: 'READY', address: '192.0.2.7', ports: [{ hostPort: 1216 }] });
    expect(drifting.now(there)).toMatchObject({ state: 'READY', ports: [{ hostPort: 1216 }] });
    expect(drifting.now(there)).not.toHaveProperty('address');
    expect(drifting.engine.calls).toEqual([]);
    await drifting.destroy(here);
    expect(drifting.now(here)).toBeUndefined();
  });

  it('without an address of its cloud is where its engine is', async () => {
    const { address: _none, ...plain } = cloud('fog-n');
    const drifting = new Drifting(plain);
    await drifting.start();
    expect(drifting.now(await drifting.deploy())).toMatchObject({ address: '127.0.0.9' });
    Object.assign(drifting.engine.connection, { endpoint: 'tcp://192.0.2.9:2375' });
    await drifting.record(drifting.application('other', ['1300:80']));
    expect(drifting.now(await drifting.deploy('fog-n', 'other'))).toMatchObject({ address: '192.0.2.9' });
  });
});
