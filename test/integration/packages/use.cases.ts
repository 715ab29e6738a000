import { PackageUse } from '../../../src/modules/app-package/index.js';
import { descriptor, packageFile } from '../../support/packages/package-file.js';
import { announce, onboard, PACKAGES, read } from '../../support/packages/packages.js';
import { specAgent } from '../../support/spec-agent.js';
import { useWorld } from '../../support/world.js';

describe('a package in use', () => {
  const { world } = useWorld();
  const api = specAgent({ get http() { return world.platform.http; } });
  let id: string;

  const use = () => world.platform.server.app.get(PackageUse, { strict: false });
  const take = (name: string, appInstanceId: string) => world.unitOfWork.run((transaction) => use().take(transaction, name, appInstanceId));
  const release = (appInstanceId: string) => world.unitOfWork.run((transaction) => use().release(transaction, id, appInstanceId));
  const disable = () => api.patch(`${PACKAGES}/${id}`).send({ operationalState: 'DISABLED' }).expect(200);

  beforeEach(async () => {
    ({ id } = await onboard(api, packageFile({ appD: descriptor({ appDId: 'used' }) })));
  });

  it('is IN_USE as long as one application instance uses it, and stays', async () => {
    expect((await take('used', 'one')).contents.appD.appName).toBe('camera');
    await take(id, 'two');
    await take(id, 'two');
    await disable();
    await release('one');
    expect((await read(api, id)).usageState).toBe('IN_USE');
    expect((await api.delete(`${PACKAGES}/${id}`).expect(409)).body).toMatchObject({ detail: 'The application package is DISABLED and IN_USE; only one that is DISABLED and NOT_IN_USE can be deleted.' });
    await world.restart();
    expect((await read(api, id)).usageState).toBe('IN_USE');
    await release('two');
    await release('two');
    expect((await read(api, id)).usageState).toBe('NOT_IN_USE');
    await api.delete(`${PACKAGES}/${id}`).expect(204);
  });

  it('is ONBOARDED and ENABLED when it is taken', async () => {
    await disable();
    await expect(take(id, 'one')).rejects.toMatchObject({ status: 409, detail: `The application package ${id} is DISABLED.` });
    await expect(take(await announce(api, Buffer.from('x')), 'one')).rejects.toMatchObject({ status: 409 });
    await expect(take('nothing', 'one')).rejects.toMatchObject({ status: 404 });
  });

  it('is taken or deleted, never both', async () => {
    for (let round = 0; round < 10; round++) {
      const appDId = `raced-${round}`;
      const { id: raced } = await onboard(api, packageFile({ appD: descriptor({ appDId }) }));
      const deletion = api.patch(`${PACKAGES}/${raced}`).send({ operationalState: 'DISABLED' }).then(() => api.delete(`${PACKAGES}/${raced}`));
      const [taken, deleted] = await Promise.all([take(appDId, 'one').then(() => true, () => false), deletion.then(({ status }) => status)]);
      expect([taken, deleted]).toEqual(taken ? [true, 409] : [false, 204]);
    }
  });
});
