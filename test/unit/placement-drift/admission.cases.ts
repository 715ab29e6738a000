import { cloud, Drifting } from './drifting.js';

const ROOM_FOR_ONE = { capacity: { cpuMillis: 700 } };

describe('a cloud', () => {
  it.each([
    [{ cpuMillis: 700 }, 'The cloud fog-n has 200 thousandths of a CPU left; 500 are needed.'],
    [{ deployments: 1 }, 'The cloud fog-n has 0 deployments left; 1 are needed.'],
  ])('with %j has room for one, the oldest, and the next comes when that has gone', async (capacity, detail) => {
    const drifting = new Drifting(cloud('fog-n', { capacity }));
    await drifting.start();
    await drifting.record(drifting.application('other', ['1300:80']));
    const one = await drifting.deploy();
    const other = await drifting.deploy('fog-n', 'other');
    expect(drifting.now(one)!.state).toBe('READY');
    expect(drifting.task(other)).toMatchObject({ state: 'PAUSED', reason: 'CLOUD_FULL', step: 'ADMISSION', detail });
    expect(drifting.task(other)).not.toHaveProperty('nextTryAt');
    expect(drifting.parts.decisions.asked.at(-1)).toEqual({ applicationId: 'other', cloudId: 'fog-n' });
    await drifting.destroy(one);
    expect(drifting.now(other)!.state).toBe('READY');
  });

  it('has room for what has not been admitted yet only once', async () => {
    const drifting = new Drifting(cloud('fog-n', ROOM_FOR_ONE));
    await drifting.record(drifting.application('other', ['1300:80']));
    const [one, other] = [await drifting.deploy(), await drifting.deploy('fog-n', 'other')];
    await drifting.start();
    expect([drifting.now(one)!.state, drifting.task(other).reason]).toEqual(['READY', 'CLOUD_FULL']);
  });

  it('counts an image once', async () => {
    const drifting = new Drifting(cloud('fog-n', { capacity: { storageMB: 1 } }));
    await drifting.start();
    await drifting.record(drifting.application('other', ['1300:80']));
    const copies = [await drifting.deploy(), await drifting.deploy('fog-n', 'other')];
    expect(copies.map((copy) => drifting.now(copy)!.state)).toEqual(['READY', 'READY']);
  });

  it('that is full lets go at once what nobody needs, and is no obstacle meanwhile', async () => {
    const drifting = new Drifting(cloud('fog-n', ROOM_FOR_ONE));
    await drifting.start();
    await drifting.record(drifting.application('other', ['1300:80']));
    const unused = await drifting.deploy();
    await drifting.release(unused);
    const release = drifting.engine.hold('remove');
    const other = await drifting.deploy('fog-n', 'other');
    expect(drifting.now(unused)!.state).toBe('REMOVING');
    expect(drifting.task(other)).toMatchObject({ state: 'PAUSED', step: 'ADMISSION' });
    expect(drifting.task(other)).not.toHaveProperty('reason');
    release();
    await drifting.settle();
    expect([drifting.now(unused), drifting.now(other)!.state]).toEqual([undefined, 'READY']);
  });

  it('that is full lets go what nobody needs any more as soon as that is so, or is enlarged', async () => {
    const drifting = new Drifting(cloud('fog-n', ROOM_FOR_ONE));
    await drifting.start();
    await drifting.record({ ...drifting.application('other', ['1300:80']) });
    await drifting.record(drifting.application('third', ['1400:80']));
    const one = await drifting.deploy();
    const [other, third] = [await drifting.deploy('fog-n', 'other'), await drifting.deploy('fog-n', 'third')];
    await drifting.release(one);
    expect([drifting.now(one), drifting.now(other)!.state, drifting.task(third).reason]).toEqual([undefined, 'READY', 'CLOUD_FULL']);
    await drifting.record({ clouds: { put: [cloud('fog-n', { capacity: { cpuMillis: 1000 } })] } });
    await drifting.settle();
    expect(drifting.now(third)!.state).toBe('READY');
  });

  it('has a port once at one address of its engine, whatever the cloud', async () => {
    const drifting = new Drifting(cloud('fog-n'), cloud('fog-m'), cloud('fog-o', { address: '127.0.0.3' }));
    await drifting.start();
    const one = await drifting.deploy();
    const [rival, apart] = [await drifting.deploy('fog-m'), await drifting.deploy('fog-o')];
    expect(drifting.task(rival)).toMatchObject({ state: 'PAUSED', reason: 'PORT_TAKEN', step: 'ADMISSION', detail: `The port 1216/TCP is taken by deployment ${one.deploymentId}.` });
    expect(drifting.now(apart)!.state).toBe('READY');
    await drifting.destroy(one);
    expect(drifting.now(rival)!.state).toBe('READY');
  });

  it('writes nothing about what still has no room when the platform starts', async () => {
    const drifting = new Drifting(cloud('fog-n', { capacity: { deployments: 0 } }));
    await drifting.start();
    const copy = await drifting.deploy();
    const before = drifting.task(copy);
    await drifting.parts.lifecycle.run('load');
    await drifting.parts.lifecycle.run('start');
    await drifting.settle();
    expect(before.state).toBe('PAUSED');
    expect(drifting.task(copy)).toEqual(before);
  });
});
