import { createInstance, INSTANCES, newInstance, onboardApplication, perform, readInstance, ROOT, runningInstance } from '../../support/lifecycle/lifecycle.js';
import { announce, PACKAGES, setState } from '../../support/packages/packages.js';
import { usePlatform } from '../../support/use-platform.js';

const PLATFORM = '0198c0de-0000-7000-8000-000000000010';

describe('application instances', () => {
  const { api } = usePlatform({ environment: { MEC_PLATFORM_ID: PLATFORM } });

  it('are made, shown, listed and deleted', async () => {
    const { appDId, appPkgId } = await onboardApplication(api);
    const { body, headers } = await api.post(INSTANCES).send({ appDId, appInstanceName: 'north', appInstanceDescription: 'At the junction' }).expect(201);
    const { id } = body as { id: string };
    const href = `${ROOT}${INSTANCES}/${id}`;
    expect(body).toEqual({
      id,
      appInstanceName: 'north',
      appInstanceDescription: 'At the junction',
      appDId,
      appProvider: 'Example',
      appName: 'camera',
      appSoftVersion: '1.2.0',
      appDVersion: '1.0',
      appPkgId,
      instantiationState: 'NOT_INSTANTIATED',
      _links: { self: { href }, instantiate: { href: `${href}/instantiate` } },
    });
    expect(headers).toMatchObject({ location: href, 'openmep-runtime': 'none' });
    expect(await readInstance(api, id)).toEqual(body);
    const { body: list } = await api.get(INSTANCES).query({ filter: `(eq,id,${id})` }).expect(200);
    expect(list).toEqual([{ ...(body as object), _links: { self: { href } } }]);
    await api.get(`${INSTANCES}/${id}`).set('If-None-Match', headers['etag'] as string).expect(304, '');
    await api.delete(`${INSTANCES}/${id}`).set('If-Match', '"other"').expect(412);
    await api.delete(`${INSTANCES}/${id}`).set('If-Match', headers['etag'] as string).expect(204);
    await api.get(`${INSTANCES}/${id}`).expect(404);
    await api.delete(`${INSTANCES}/${id}`).expect(404);
  });

  it('are those of a descriptor of an enabled package of this platform', async () => {
    const { appDId, appPkgId } = await onboardApplication(api);
    await createInstance(api, appDId, { appPlacementInfo: { mepId: PLATFORM } });
    await api.post(INSTANCES).send({ appDId, appPlacementInfo: { mepId: 'another' } }).expect(422);
    await api.post(INSTANCES).send({ appDId: 'unknown' }).expect(404);
    await api.post(INSTANCES).send({ appDId: appPkgId }).expect(404);
    await api.post(INSTANCES).send({ appDId: await announce(api, Buffer.from('x')) }).expect(409);
    await setState(api, appPkgId, 'DISABLED');
    await api.post(INSTANCES).send({ appDId }).expect(409);
  });

  it('keep their package as long as they are INSTANTIATED', async () => {
    const { appDId, appPkgId } = await onboardApplication(api);
    const { id } = await createInstance(api, appDId);
    await perform(api, id, 'instantiate');
    await setState(api, appPkgId, 'DISABLED');
    expect((await api.get(`${PACKAGES}/${appPkgId}`).expect(200)).body).toMatchObject({ usageState: 'IN_USE' });
    await api.delete(`${PACKAGES}/${appPkgId}`).expect(409);
    await perform(api, id, 'terminate', { terminationType: 'FORCEFUL' });
    await api.post(`${INSTANCES}/${id}/instantiate`).send({}).expect(409);
    await api.delete(`${PACKAGES}/${appPkgId}`).expect(204);
    expect(await readInstance(api, id)).toMatchObject({ appDId, appName: 'camera' });
  });

  it('that are INSTANTIATED are not deleted', async () => {
    const id = await runningInstance(api);
    await api.delete(`${INSTANCES}/${id}`).expect(409);
  });

  it('are listed with what the selectors leave', async () => {
    const id = await newInstance(api);
    await perform(api, id, 'instantiate', { vimConnectionInfo: { here: { id: 'here', vimType: 'OPENMEP.NONE', accessInfo: { password: 'secret' } } } });
    const filter = `(eq,id,${id})`;
    const listed = async (query: object) => ((await api.get(INSTANCES).query({ filter, ...query }).expect(200)).body as object[])[0];
    const whole = await readInstance(api, id);
    expect(whole.vimConnectionInfo).toEqual({ here: { id: 'here', vimType: 'OPENMEP.NONE' } });
    expect(Object.keys(whole._links)).toEqual(['self', 'terminate', 'operate', 'configure_platform_for_app']);
    const { vimConnectionInfo: _dropped, ...rest } = whole;
    const { self, configure_platform_for_app } = whole._links;
    const usual = { ...rest, _links: { self, configure_platform_for_app } };
    expect(await listed({})).toEqual(usual);
    expect(await listed({ exclude_default: '' })).toEqual(usual);
    expect(await listed({ all_fields: '' })).toEqual(whole);
    expect(await listed({ exclude_fields: 'instantiatedAppState' })).not.toHaveProperty('instantiatedAppState');
    expect(await listed({ fields: 'vimConnectionInfo' })).toMatchObject({ vimConnectionInfo: whole.vimConnectionInfo });
    for (const query of [{ filter: '(eq,colour,red)' }, { filter: 'x' }, { fields: 'colour' }, { all_fields: '', fields: 'id' }]) await api.get(INSTANCES).query(query).expect(400);
    const { headers } = await api.get(INSTANCES).query({ filter }).expect(200);
    await api.get(INSTANCES).query({ filter }).set('If-None-Match', headers['etag'] as string).expect(304, '');
  });
});
