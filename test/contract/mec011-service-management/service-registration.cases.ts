import {
  category,
  type ServiceInfo,
  type ServiceInfoPost,
  serviceRegistration,
  transportInfo,
  type TransportInfo,
  without,
} from '../../support/factories.js';
import { pathOf, SERVICES, servicesOf, TRANSPORTS } from '../../support/service-management.js';
import { usePlatform } from '../../support/use-platform.js';

describe('registering a service', () => {
  const { api, application: producer } = usePlatform();

  const register = (body: object) => api.post(servicesOf(producer)).send(body);
  const withTransport = (changes: object) => serviceRegistration({ transportInfo: { ...transportInfo(), ...changes } });
  const withSecurity = (oAuth2Info: object) => withTransport({ security: { oAuth2Info } });

  describe('a registration', () => {
    it('is answered with the service, its place and its entity tag', async () => {
      const registration = serviceRegistration({ serCategory: category('media'), scopeOfLocality: 'ZONE', consumedLocalOnly: false });
      const { body, headers } = await register(registration).expect(201);
      const service = body as ServiceInfo;
      expect(service).toEqual({ ...registration, serInstanceId: service.serInstanceId, _links: { self: { href: headers['location'] } } });
      expect(headers['location']).toBe(`http://mep.test:8080${servicesOf(producer)}/${service.serInstanceId}`);
      const { headers: shown } = await api.get(pathOf(service._links.self.href)).expect(200);
      expect(shown['etag']).toBe(headers['etag']);
    });

    it('is found by consumers at once', async () => {
      const { body } = await register(serviceRegistration({ serName: 'found at once' })).expect(201);
      await api.get(`${SERVICES}?ser_name=found+at+once`).expect(200, [{ ...body, isLocal: true }]);
    });

    it('gets the defaults written out', async () => {
      const { body } = await register(serviceRegistration()).expect(201);
      expect(body).toMatchObject({ scopeOfLocality: 'MEC_HOST', consumedLocalOnly: true });
      expect(body).not.toHaveProperty('livenessInterval');
      expect(body._links).not.toHaveProperty('liveness');
    });

    it('may have the same name and version as another one', async () => {
      const registration = serviceRegistration();
      const first = await register(registration).expect(201);
      const second = await register(registration).expect(201);
      expect(second.body.serInstanceId).not.toBe(first.body.serInstanceId);
    });

    it('may name a transport of the platform', async () => {
      const { body: transports } = await api.get(TRANSPORTS).expect(200);
      const [own] = transports as TransportInfo[];
      const { body } = await register(serviceRegistration({ transportId: own!.id })).expect(201);
      expect(body.transportInfo).toEqual(own);
      expect(body).not.toHaveProperty('transportId');
    });

    it('may hold attributes that only the platform sets; they count for nothing', async () => {
      const href = 'http://elsewhere.example/';
      const sent = { serInstanceId: 'mine', isLocal: false, _links: { self: { href }, liveness: { href } } };
      const { body } = await register({ ...serviceRegistration(), ...sent }).expect(201);
      expect(body.serInstanceId).not.toBe('mine');
      expect(JSON.stringify(body)).not.toContain('elsewhere');
      const { body: shown } = await api.get(pathOf(body._links.self.href)).expect(200);
      expect(shown.isLocal).toBe(true);
    });

    it.each([
      ['serInstanceId', 7],
      ['isLocal', 'no'],
      ['_links', []],
    ])('may hold even a %s of another type', async (name, value) => {
      await register({ ...serviceRegistration(), [name]: value }).expect(201);
    });

    it('may hold attributes that the document does not know; they are not kept', async () => {
      const { body } = await register({ ...serviceRegistration(), token: 'x', nested: { a: 1 } }).expect(201);
      expect(body).not.toHaveProperty('token');
      expect(body).not.toHaveProperty('nested');
    });

    it.each<[string, Partial<ServiceInfoPost>]>([
      ['state', { state: 'INACTIVE' }],
      ['state', { state: 'SUSPENDED' }],
      ['serializer', { serializer: 'XML' }],
      ['serializer', { serializer: 'PROTOBUF3' }],
      ...(['MEC_SYSTEM', 'MEC_HOST', 'NFVI_POP', 'ZONE', 'ZONE_GROUP', 'NFVI_NODE'] as const).map(
        (scopeOfLocality): [string, Partial<ServiceInfoPost>] => ['scopeOfLocality', { scopeOfLocality }],
      ),
    ])('may have each %s of the standard: %j', async (_name, changes) => {
      const { body } = await register(serviceRegistration(changes)).expect(201);
      expect(body).toMatchObject(changes);
    });
  });

  describe('the transport of a registration', () => {
    it.each<[string, object]>([
      ...(['MB_TOPIC_BASED', 'MB_ROUTING', 'MB_PUBSUB', 'RPC', 'RPC_STREAMING', 'WEBSOCKET'] as const).map(
        (type): [string, object] => [type, { type, protocol: 'MQTT' }],
      ),
      ['endpoint uris, relative', { endpoint: { uris: ['/own/v1', 'http://192.0.2.1/'] } }],
      ['endpoint fqdn', { endpoint: { fqdn: ['own.mep.example'] } }],
      ['endpoint addresses', { endpoint: { addresses: [{ host: '192.0.2.1', port: 65535 }] } }],
      ['endpoint alternative', { endpoint: { alternative: { queue: 'q1' } } }],
      ['description and implSpecificInfo', { description: 'for people', implSpecificInfo: { depth: { deeper: [1] } } }],
      ['extension of security', { security: { other: 'way' } }],
      ['implicit grant without token endpoint', { security: { oAuth2Info: { grantTypes: ['OAUTH2_IMPLICIT_GRANT'] } } }],
      ['repeated grant', { security: { oAuth2Info: { grantTypes: ['OAUTH2_IMPLICIT_GRANT', 'OAUTH2_IMPLICIT_GRANT'] } } }],
      [
        'all grants',
        {
          security: {
            oAuth2Info: {
              grantTypes: ['OAUTH2_AUTHORIZATION_CODE', 'OAUTH2_IMPLICIT_GRANT', 'OAUTH2_RESOURCE_OWNER', 'OAUTH2_CLIENT_CREDENTIALS'],
              tokenEndpoint: '/token',
            },
          },
        },
      ],
    ])('is kept with %s', async (_name, changes) => {
      const { body } = await register(withTransport(changes)).expect(201);
      expect(body.transportInfo).toEqual({ ...transportInfo(), ...changes });
    });

    it('counts an empty alternative of the endpoint as absent', async () => {
      const { body } = await register(withTransport({ endpoint: { uris: ['/own'], fqdn: [], addresses: [], alternative: {} } })).expect(201);
      expect(body.transportInfo.endpoint).toEqual({ uris: ['/own'] });
    });
  });

  describe('a registration is refused, with the place of the fault, when it', () => {
    it.each<[string, object, string]>([
      ['lacks serName', without(serviceRegistration(), 'serName'), 'serName'],
      ['lacks version', without(serviceRegistration(), 'version'), 'version'],
      ['lacks state', without(serviceRegistration(), 'state'), 'state'],
      ['lacks serializer', without(serviceRegistration(), 'serializer'), 'serializer'],
      ['has neither transport', without(serviceRegistration(), 'transportInfo'), 'transportId and transportInfo'],
      ['has both transports', { ...serviceRegistration(), transportId: 'rest' }, 'transportId or transportInfo'],
      ['names an unknown transport', serviceRegistration({ transportId: 'unknown' }), 'transportId'],
      ['has a number for a name', { ...serviceRegistration(), serName: 7 }, '/serName'],
      ['has an empty name', serviceRegistration({ serName: '' }), '/serName'],
      ['has another state', { ...serviceRegistration(), state: 'ASLEEP' }, '/state'],
      ['has another serializer', { ...serviceRegistration(), serializer: 'YAML' }, '/serializer'],
      ['has another scope', { ...serviceRegistration(), scopeOfLocality: 'GALAXY' }, '/scopeOfLocality'],
      ['has a text for a boolean', { ...serviceRegistration(), consumedLocalOnly: 'true' }, '/consumedLocalOnly'],
      ['has null for an attribute', { ...serviceRegistration(), serCategory: null }, '/serCategory'],
      ['has an incomplete category', { ...serviceRegistration(), serCategory: { id: 'a' } }, '/serCategory'],
      ['has a negative livenessInterval', serviceRegistration({ livenessInterval: -1 }), '/livenessInterval'],
      ['has half a second', serviceRegistration({ livenessInterval: 1.5 }), '/livenessInterval'],
      ['has too long a livenessInterval', serviceRegistration({ livenessInterval: 4294967296 }), '/livenessInterval'],
      ['has a transport without id', withTransport({ id: undefined }), '/transportInfo'],
      ['has a transport of another type', withTransport({ type: 'PIGEON' }), '/transportInfo/type'],
      ['has REST_HTTP without HTTP', withTransport({ protocol: 'MQTT' }), '/transportInfo/protocol'],
      ['has an empty endpoint', withTransport({ endpoint: {} }), '/transportInfo/endpoint'],
      ['has an endpoint of empty lists', withTransport({ endpoint: { uris: [], fqdn: [] } }), '/transportInfo/endpoint'],
      ['has fqdn and alternative', withTransport({ endpoint: { fqdn: ['a'], alternative: { b: 1 } } }), 'fqdn and alternative'],
      ['has port 0', withTransport({ endpoint: { addresses: [{ host: 'a', port: 0 }] } }), '/transportInfo/endpoint/addresses/0/port'],
      ['has port 65536', withTransport({ endpoint: { addresses: [{ host: 'a', port: 65536 }] } }), '/transportInfo/endpoint/addresses/0/port'],
      ['has a number for a URI', withTransport({ endpoint: { uris: [7] } }), '/transportInfo/endpoint/uris/0'],
      ['has no grant type', withSecurity({ grantTypes: [], tokenEndpoint: '/t' }), '/transportInfo/security/oAuth2Info/grantTypes'],
      ['has five grant types', withSecurity({ grantTypes: Array(5).fill('OAUTH2_IMPLICIT_GRANT') }), '/transportInfo/security/oAuth2Info/grantTypes'],
      ['has another grant type', withSecurity({ grantTypes: ['PASSWORD'], tokenEndpoint: '/t' }), '/transportInfo/security/oAuth2Info/grantTypes/0'],
      ['has no token endpoint', withSecurity({ grantTypes: ['OAUTH2_CLIENT_CREDENTIALS'] }), 'tokenEndpoint'],
      ['has no token endpoint for one of two', withSecurity({ grantTypes: ['OAUTH2_IMPLICIT_GRANT', 'OAUTH2_RESOURCE_OWNER'] }), 'tokenEndpoint'],
      ['is wrapped in the name of its type', { ServiceInfo: serviceRegistration() }, 'serName'],
      ['is a list', [serviceRegistration()], 'must be of type object'],
    ])('%s', async (_name, body, place) => {
      const { body: refusal } = await register(body).expect(400);
      expect(refusal).toMatchObject({ title: 'Bad Request', detail: expect.stringContaining(place), instance: servicesOf(producer) });
    });
  });

  it('is refused at an application that is unknown, and nothing is registered', async () => {
    const { body } = await api.post(servicesOf('nobody')).send(serviceRegistration({ serName: 'homeless' })).expect(404);
    expect(body.detail).toContain('nobody');
    await api.get(`${SERVICES}?ser_name=homeless`).expect(200, []);
  });
});
