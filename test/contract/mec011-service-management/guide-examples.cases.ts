import { serviceRegistration, transportInfo, without } from '../../support/factories.js';
import { SERVICE_MANAGEMENT, SERVICES, servicesOf } from '../../support/service-management.js';
import { usePlatform } from '../../support/use-platform.js';

// Overviews of MEC show these requests, each a little beside the standard. Whoever pastes one has to be told which field is meant.

describe('examples of guides', () => {
  const { api, application: producer } = usePlatform();

  const GUIDE_TRANSPORT = {
    id: 'transport-1',
    name: 'REST',
    type: 'REST_HTTP',
    protocol: 'HTTP',
    version: '2.0',
    endpoint: { uris: ['http://192.0.2.10:8080/video'], addresses: [{ host: '192.0.2.10', port: 8080 }] },
    security: {},
  };

  it('a registration at /services is sent to the resource of the application', async () => {
    const { body, headers } = await api.post(SERVICES).send(serviceRegistration()).expect(405);
    expect(headers['allow']).toContain('GET');
    expect(body.detail).toContain(`${SERVICE_MANAGEMENT}/applications/{appInstanceId}/services`);
  });

  it('an endpoint with uris and addresses at once is refused, and both are named', async () => {
    const { body } = await api.post(servicesOf(producer)).send(serviceRegistration({ transportInfo: GUIDE_TRANSPORT as never })).expect(400);
    expect(body.detail).toContain('/transportInfo/endpoint');
    expect(body.detail).toContain('uris and addresses');
  });

  it('a transport without security is refused, and security is named', async () => {
    const { body } = await api.post(servicesOf(producer)).send({ ...serviceRegistration(), transportInfo: without(transportInfo(), 'security') }).expect(400);
    expect(body.detail).toContain('/transportInfo');
    expect(body.detail).toContain('security');
  });

  it('a transport with both faults is refused', async () => {
    const { security: _security, ...bare } = GUIDE_TRANSPORT;
    await api.post(servicesOf(producer)).send({ ...serviceRegistration(), transportInfo: bare }).expect(400);
  });

  it('an endpoint that is a bare text is refused, and its place is named', async () => {
    const endpoint = 'http://192.0.2.10:8080/video';
    const inside = await api.post(servicesOf(producer)).send({ ...serviceRegistration(), transportInfo: { ...transportInfo(), endpoint } }).expect(400);
    expect(inside.body.detail).toContain('/transportInfo/endpoint');
    const outside = await api.post(servicesOf(producer)).send({ ...without(serviceRegistration(), 'transportInfo'), endpoint }).expect(400);
    expect(outside.body.detail).toContain('transportInfo');
  });

  it('a list of services is a bare array', async () => {
    const { body } = await api.get(servicesOf(producer)).expect(200);
    expect(body).toEqual([]);
  });
});
