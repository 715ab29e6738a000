import { createApplication, type ServiceInfo } from '../../support/factories.js';
import { pathOf, registerService, serviceOf, SERVICES, servicesOf } from '../../support/service-management.js';
import { usePlatform } from '../../support/use-platform.js';

describe('a service', () => {
  const { platform, api, application: producer } = usePlatform();

  let service: ServiceInfo;

  beforeAll(async () => {
    service = await registerService(api, producer);
  });

  describe('GET /services/{serviceId}', () => {
    it('shows a service as its producer registered it, with isLocal', async () => {
      await api.get(`${SERVICES}/${service.serInstanceId}`).expect(200, { ...service, isLocal: true });
    });

    it('shows the same as the application sees of it, under the same entity tag', async () => {
      const asConsumer = await api.get(`${SERVICES}/${service.serInstanceId}`).expect(200);
      const asProducer = await api.get(serviceOf(producer, service.serInstanceId)).expect(200);
      expect(asProducer.body).toEqual(asConsumer.body);
      expect(asProducer.headers['etag']).toBe(asConsumer.headers['etag']);
    });

    it('links to the resource of the application', () => {
      expect(service._links.self.href).toBe(`http://mep.test:8080${serviceOf(producer, service.serInstanceId)}`);
    });

    it('shows a service of the platform itself, under the id that the list tells', async () => {
      const { body } = await api.get(`${SERVICES}?ser_name=mec_service_mgmt`).expect(200);
      const [own] = body as ServiceInfo[];
      await api.get(pathOf(own!._links.self.href)).expect(200, own);
    });

    it.each(['unknown', '__proto__', 'a%2Fb', '%20'])('answers 404 for the id %s', async (id) => {
      const { body } = await api.get(`${SERVICES}/${id}`).expect(404);
      expect(body.status).toBe(404);
    });

    it('answers an id that cannot be decoded with a problem that fits the document', async () => {
      await api.get(`${SERVICES}/%zz`).expect(400);
    });

    it('answers an id that a URI may not hold as it is with a problem that fits the document', async () => {
      await api.get(`${SERVICES}/a|b`).expect(404);
    });
  });

  describe('GET /applications/{appInstanceId}/services/{serviceId}', () => {
    it('answers 404 for a service of another application', async () => {
      const other = await createApplication(platform);
      const { body } = await api.get(serviceOf(other, service.serInstanceId)).expect(404);
      expect(body.detail).toContain(service.serInstanceId);
    });

    it('answers 404 for a service of the platform itself', async () => {
      const { body } = await api.get(`${SERVICES}?ser_name=mec_service_mgmt`).expect(200);
      await api.get(serviceOf(producer, (body as ServiceInfo[])[0]!.serInstanceId)).expect(404);
    });

    it('answers 404 at an unknown application', async () => {
      const { body } = await api.get(serviceOf('nobody', service.serInstanceId)).expect(404);
      expect(body.detail).toContain('nobody');
    });
  });

  it('takes ids of applications with characters that a path escapes', async () => {
    const appInstanceId = await createApplication(platform, { appInstanceId: 'app/1 ü?#' });
    const { body, headers } = await api
      .post(servicesOf(appInstanceId))
      .send({ ...service, serName: 'escaped' })
      .expect(201);
    await api.get(pathOf(String(headers['location']))).expect(200, { ...body, isLocal: true });
    const { body: listed } = await api.get(servicesOf(appInstanceId)).expect(200);
    expect(listed).toHaveLength(1);
  });
});
