import { type CallbackSink, startCallbackSink } from '../../support/callback-sink.js';
import { eventually } from '../../support/eventually.js';
import { category, createApplication, type ServiceInfo, transportInfo, without } from '../../support/factories.js';
import { livenessOf, registerService, serviceOf, SERVICES, servicesOf, subscribe, TRANSPORTS } from '../../support/service-management.js';
import { usePlatform } from '../../support/use-platform.js';

describe('replacing and removing a service', () => {
  const { platform, api, application: producer } = usePlatform();

  let sink: CallbackSink;

  beforeAll(async () => {
    sink = await startCallbackSink();
  });

  /** A service, and the place where its changes are told to. */
  async function observedService(changes = {}): Promise<{ service: ServiceInfo; path: string; name: string }> {
    const service = await registerService(api, producer, { serCategory: category('media'), livenessInterval: 60, ...changes });
    const name = service.serInstanceId;
    await subscribe(api, producer, sink.url(name), { serInstanceIds: [name] });
    return { service, path: serviceOf(producer, name), name };
  }

  const put = (path: string, body: object) => api.put(path).send(body);

  async function expectChanges(name: string, changeTypes: string[]): Promise<void> {
    await eventually(() => expect(sink.at(name)).toHaveLength(changeTypes.length));
    expect(sink.at(name).map(({ serviceReferences: [reference] }) => reference!.changeType)).toEqual(changeTypes);
  }

  describe('PUT of one attribute', () => {
    it.each<[string, Partial<ServiceInfo>, string]>([
      ['state', { state: 'INACTIVE' }, 'STATE_CHANGED'],
      ['state', { state: 'SUSPENDED' }, 'STATE_CHANGED'],
      ['serName', { serName: 'renamed' }, 'ATTRIBUTES_CHANGED'],
      ['serCategory', { serCategory: category('other') }, 'ATTRIBUTES_CHANGED'],
      ['part of serCategory', { serCategory: { ...category('media'), version: '2.0' } }, 'ATTRIBUTES_CHANGED'],
      ['version', { version: '2.0.0' }, 'ATTRIBUTES_CHANGED'],
      ['transportInfo', { transportInfo: transportInfo({ endpoint: { fqdn: ['other.mep.example'] } }) }, 'ATTRIBUTES_CHANGED'],
      ['serializer', { serializer: 'XML' }, 'ATTRIBUTES_CHANGED'],
      ['scopeOfLocality', { scopeOfLocality: 'MEC_SYSTEM' }, 'ATTRIBUTES_CHANGED'],
      ['consumedLocalOnly', { consumedLocalOnly: false }, 'ATTRIBUTES_CHANGED'],
      ['livenessInterval', { livenessInterval: 120 }, 'ATTRIBUTES_CHANGED'],
      ['version and state', { version: '3.0.0', state: 'INACTIVE' }, 'ATTRIBUTES_CHANGED'],
    ])('%s is kept and told: %j is %s', async (_name, changes, changeType) => {
      const { service, path, name } = await observedService();
      const { body, headers } = await put(path, { ...service, ...changes }).expect(200);
      expect(body).toEqual({ ...service, ...changes });
      const shown = await api.get(path).expect(200, { ...service, ...changes, isLocal: true });
      expect(shown.headers['etag']).toBe(headers['etag']);
      await expectChanges(name, [changeType]);
      const [reference] = sink.at(name)[0]!.serviceReferences;
      expect(reference).toEqual({
        link: service._links.self,
        serName: changes.serName ?? service.serName,
        serInstanceId: name,
        state: changes.state ?? 'ACTIVE',
        changeType,
      });
    });

    it('is found under the new value and no longer under the old one', async () => {
      const { service, path } = await observedService({ serName: 'before' });
      await put(path, { ...service, serName: 'after', serCategory: category('after') }).expect(200);
      await api.get(`${SERVICES}?ser_name=before`).expect(200, []);
      for (const query of ['ser_name=after', 'ser_category_id=after']) {
        const { body } = await api.get(`${SERVICES}?${query}`).expect(200);
        expect(body).toHaveLength(1);
      }
    });
  });

  describe('PUT of a whole service', () => {
    it('that changes nothing notifies nobody', async () => {
      const { service, path, name } = await observedService();
      const { body: shown } = await api.get(path).expect(200);
      await put(path, shown as object).expect(200, service);
      await put(path, without(service, 'serInstanceId', '_links')).expect(200, service);
      await put(path, { ...service, state: 'INACTIVE' }).expect(200);
      await expectChanges(name, ['STATE_CHANGED']);
    });

    it('takes the id from the path and leaves what the platform sets', async () => {
      const { service, path } = await observedService();
      const href = 'http://elsewhere.example/';
      const sent = { ...service, serInstanceId: 'other', isLocal: false, _links: { self: { href } }, token: 'x' };
      await put(path, sent).expect(200, service);
      await api.get(path).expect(200, { ...service, isLocal: true });
      await api.get(serviceOf(producer, 'other')).expect(404);
    });

    it('lets optional attributes that it leaves out go, or fall back to their defaults', async () => {
      const { service, path } = await observedService({ scopeOfLocality: 'ZONE', consumedLocalOnly: false });
      const { body } = await put(path, without(service, 'serCategory', 'scopeOfLocality', 'consumedLocalOnly', 'livenessInterval')).expect(200);
      expect(body).toMatchObject({ scopeOfLocality: 'MEC_HOST', consumedLocalOnly: true, _links: { self: service._links.self } });
      for (const name of ['serCategory', 'livenessInterval']) expect(body).not.toHaveProperty(name);
      expect(body._links).not.toHaveProperty('liveness');
    });

    it('ends the supervision when it leaves out livenessInterval, and begins it when it has one', async () => {
      const { service, path } = await observedService();
      await put(path, without(service, 'livenessInterval')).expect(200);
      const { body: problem } = await api.get(livenessOf(producer, service.serInstanceId)).expect(404);
      expect(problem.detail).toContain('livenessInterval');
      await api.patch(livenessOf(producer, service.serInstanceId)).send({ state: 'ACTIVE' }).expect(404);
      const { body } = await put(path, { ...service, livenessInterval: 0 }).expect(200);
      expect(body).toMatchObject({ livenessInterval: 30, _links: service._links });
      await api.get(livenessOf(producer, service.serInstanceId)).expect(200);
    });

    it('takes the transport of the platform as it is shown, but no transportId', async () => {
      const { body: transports } = await api.get(TRANSPORTS).expect(200);
      const service = await registerService(api, producer, { transportId: transports[0].id });
      const path = serviceOf(producer, service.serInstanceId);
      await put(path, service).expect(200, service);
      const { body } = await put(path, { ...service, transportId: transports[0].id }).expect(400);
      expect(body.detail).toContain('transportId');
    });

    it.each([
      ['serName', 'serName'],
      ['version', 'version'],
      ['state', 'state'],
      ['transportInfo', 'transportInfo'],
      ['serializer', 'serializer'],
    ] as const)('without %s is refused', async (name, place) => {
      const { service, path } = await observedService();
      const { body } = await put(path, without(service, name)).expect(400);
      expect(body.detail).toContain(place);
      await api.get(path).expect(200, { ...service, isLocal: true });
    });

    it.each<[string, Partial<ServiceInfo>, string]>([
      ['a negative livenessInterval', { livenessInterval: -1 }, '/livenessInterval'],
      ['REST_HTTP without HTTP', { transportInfo: transportInfo({ protocol: 'MQTT' }) }, '/transportInfo/protocol'],
      ['no endpoint', { transportInfo: transportInfo({ endpoint: {} }) }, '/transportInfo/endpoint'],
      ['no token endpoint', { transportInfo: transportInfo({ security: { oAuth2Info: { grantTypes: ['OAUTH2_RESOURCE_OWNER'] } } }) }, 'tokenEndpoint'],
    ])('with %s is refused', async (_name, changes, place) => {
      const { service, path } = await observedService();
      const { body } = await put(path, { ...service, ...changes }).expect(400);
      expect(body.detail).toContain(place);
    });

    it('answers 404 for services that the application does not have', async () => {
      const { service } = await observedService();
      const other = await createApplication(platform);
      for (const path of [serviceOf(producer, 'unknown'), serviceOf(other, service.serInstanceId), serviceOf('nobody', service.serInstanceId)])
        await put(path, service).expect(404);
    });
  });

  describe('DELETE of a service', () => {
    it('is told with its last state and without a link; then the service is gone', async () => {
      const { service, path, name } = await observedService({ state: 'INACTIVE' });
      await api.delete(path).expect(204);
      await expectChanges(name, ['REMOVED']);
      expect(sink.at(name)[0]!.serviceReferences).toEqual([{ serName: service.serName, serInstanceId: name, state: 'INACTIVE', changeType: 'REMOVED' }]);
      await api.get(path).expect(404);
      await api.get(`${SERVICES}/${name}`).expect(404);
      await api.get(livenessOf(producer, name)).expect(404);
      await api.get(`${servicesOf(producer)}?ser_instance_id=${name}`).expect(200, []);
      await api.delete(path).expect(404);
    });

    it('answers 404 for services that the application does not have', async () => {
      const { service, path } = await observedService();
      const other = await createApplication(platform);
      for (const wrong of [serviceOf(producer, 'unknown'), serviceOf(other, service.serInstanceId), serviceOf('nobody', service.serInstanceId)])
        await api.delete(wrong).expect(404);
      await api.get(path).expect(200);
    });
  });
});
