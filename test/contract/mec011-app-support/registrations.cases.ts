import { randomUUID } from 'node:crypto';
import { registerApplication, REGISTRATIONS, registrationOf, underAlias } from '../../support/app-support.js';
import { type AppInfo, appInfo } from '../../support/app-support-factories.js';
import { category, without } from '../../support/factories.js';
import { APP_INSTANCES, appInstance } from '../../support/mm5.js';
import { pathOf, servicesOf } from '../../support/service-management.js';
import { UNADDRESSABLE_IDS } from '../../support/unaddressable-ids.js';
import { usePlatform } from '../../support/use-platform.js';

const TRANSPORT = { name: 'REST', type: 'REST_HTTP', protocol: 'HTTP', version: '1.1', security: {} } as const;
const TRANSPORT_DEPENDENCY = { transport: TRANSPORT, serializers: ['JSON' as const], labels: ['rest'] };
const SERVICE_DEPENDENCY = { serName: 'video', version: '1.0' };

/** Makes use of every attribute. */
const FULL = (): AppInfo => ({
  appName: 'demo',
  appProvider: 'Example',
  appCategory: category('video'),
  appDId: 'descriptor-1',
  appInstanceId: randomUUID(),
  endpoint: { addresses: [{ host: '192.0.2.10', port: 65_535 }] },
  appServiceRequired: [{ ...SERVICE_DEPENDENCY, serCategory: category('video'), serTransportDependencies: [TRANSPORT_DEPENDENCY], requestedPermissions: ['read'] }],
  appServiceOptional: [SERVICE_DEPENDENCY],
  appFeatureRequired: [{ featureName: 'UserApps', version: '2.2.1' }],
  appFeatureOptional: [{ featureName: 'Location', version: '3.1.1' }],
  isInsByMec: false,
  appProfile: { easId: 'demo', provId: 'Example', endPt: { ipv4Addrs: ['192.0.2.10'] } },
});

describe('registrations', () => {
  const { api, application } = usePlatform();
  const post = (body: object) => api.post(REGISTRATIONS).send(body);

  describe('POST of a registration', () => {
    it('gives an id and a place, and writes the default out', async () => {
      const sent = appInfo();
      const { body, headers } = await post(sent).expect(201);
      expect(body).toEqual({ ...sent, appInstanceId: expect.stringMatching(/./), isInsByMec: false });
      expect(headers['location']).toBe(`http://mep.test:8080${registrationOf(body.appInstanceId)}`);
      const read = await api.get(pathOf(String(headers['location']))).expect(200, body);
      expect(read.headers['etag']).toBe(headers['etag']);
    });

    it('gives each application an id of its own', async () => {
      const ids = [await registerApplication(api), await registerApplication(api)].map(({ appInstanceId }) => appInstanceId);
      expect(new Set(ids).size).toBe(2);
    });

    it('keeps every attribute, and the id that the application brings', async () => {
      const sent = FULL();
      const { body } = await post(sent).expect(201);
      expect(body).toEqual(sent);
    });

    it('works under the alias as well', async () => {
      const { body } = await api.post(underAlias(REGISTRATIONS)).send(appInfo()).expect(201);
      await api.get(underAlias(registrationOf(body.appInstanceId))).expect(200, body);
      await api.get(registrationOf(body.appInstanceId)).expect(200, body);
    });

    it('ignores attributes that the document does not know', async () => {
      const { body } = await post({ ...appInfo(), token: 'x', _links: { self: { href: '/elsewhere' } } }).expect(201);
      expect(Object.keys(body).sort()).toEqual(['appInstanceId', 'appName', 'endpoint', 'isInsByMec']);
    });

    it('makes the application known', async () => {
      const { appInstanceId, appName } = await registerApplication(api);
      await api.get(servicesOf(appInstanceId)).expect(200, []);
      expect(await appInstance(api, appInstanceId)).toMatchObject({ appInstanceId, appName, origin: 'REGISTRATION', state: 'INSTANTIATED' });
    });

    it.each(['a/b', 'a b', 'a?b#c', '100%', 'ä', '%2F', "a'b*(c)"])('takes the id %s and leads to it', async (name) => {
      const appInstanceId = `${name}-${randomUUID()}`;
      const { body, headers } = await post(appInfo({ appInstanceId })).expect(201);
      expect(body.appInstanceId).toBe(appInstanceId);
      await api.get(pathOf(String(headers['location']))).expect(200, body);
    });

    it('takes ids of up to 255 characters, whatever these need in a URI', async () => {
      for (const character of ['x', '/', '\u{1f30d}']) {
        const { body, headers } = await post(appInfo({ appInstanceId: character.repeat(255) })).expect(201);
        await api.get(pathOf(String(headers['location']))).expect(200, body);
      }
    });

    it.each(UNADDRESSABLE_IDS)('refuses an id that no URI can hold: %s', async (_name, appInstanceId) => {
      await post(appInfo({ appInstanceId })).expect(400);
      await api.get(APP_INSTANCES).expect(200);
    });

    it('refuses a name with a NUL character', async () => {
      await post(appInfo({ appName: 'a\u0000b' })).expect(400);
    });
  });

  describe('an appInstanceId that is taken', () => {
    it.each([
      ['by another registration', async () => (await registerApplication(api, { appName: 'first' })).appInstanceId],
      ['by an application that the platform knows already', async () => application],
    ])('%s is answered 409, and nothing changes', async (_name, taken) => {
      const appInstanceId = await taken();
      const before = await appInstance(api, appInstanceId);
      const { body } = await post(appInfo({ appName: 'second', appInstanceId })).expect(409);
      expect(body.detail).toContain(appInstanceId);
      expect(await appInstance(api, appInstanceId)).toEqual(before);
    });

    it('goes to one of those that want it at the same time', async () => {
      const appInstanceId = randomUUID();
      const answers = await Promise.all(['a', 'b', 'c'].map(async (appName) => post(appInfo({ appName, appInstanceId }))));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
      await api.get(registrationOf(appInstanceId)).expect(200, answers.find(({ status }) => status === 201)!.body);
    });
  });

  describe('the endpoint', () => {
    it.each<[string, NonNullable<AppInfo['endpoint']>]>([
      ['uris', { uris: ['http://192.0.2.10:8085/a', '/relative'] }],
      ['fqdn', { fqdn: ['app.example'] }],
      ['addresses', { addresses: [{ host: 'app.example', port: 1 }] }],
      ['alternative', { alternative: { anything: 'goes' } }],
      ['uris beside empty attributes', { uris: ['/a'], fqdn: [], addresses: [], alternative: {} }],
    ])('may be told by %s', async (_name, endpoint) => {
      const { body } = await post(appInfo({ endpoint })).expect(201);
      expect(body.endpoint).toMatchObject(Object.fromEntries(Object.entries(endpoint).slice(0, 1)));
    });

    it.each<[string, object, RegExp]>([
      ['nothing', {}, /body\/endpoint must have exactly one of uris, fqdn, addresses, alternative/],
      ['empty lists only', { uris: [], fqdn: [] }, /body\/endpoint/],
      ['uris and fqdn', { uris: ['/a'], fqdn: ['b'] }, /body\/endpoint must have exactly one .* but has uris and fqdn/],
      ['addresses and an alternative', { addresses: [{ host: 'a', port: 1 }], alternative: { b: 1 } }, /addresses and alternative/],
      ['an address without a port', { addresses: [{ host: 'a' }] }, /\/endpoint\/addresses\/0 lacks the attribute port/],
      ['port 0', { addresses: [{ host: 'a', port: 0 }] }, /\/endpoint\/addresses\/0\/port/],
      ['port 65536', { addresses: [{ host: 'a', port: 65_536 }] }, /\/endpoint\/addresses\/0\/port/],
      ['a text for uris', { uris: '/a' }, /\/endpoint\/uris/],
    ])('may not be told by %s', async (_name, endpoint, detail) => {
      const { body } = await post(appInfo({ endpoint })).expect(400);
      expect(body.detail).toMatch(detail);
    });
  });

  describe('a registration', () => {
    const withService = (service: object) => ({ ...appInfo(), appServiceRequired: [service] });
    const withTransport = (changes: object) => withService({ ...SERVICE_DEPENDENCY, serTransportDependencies: [{ ...TRANSPORT_DEPENDENCY, ...changes }] });

    it.each<[string, () => object, string]>([
      ['no appName', () => without(appInfo(), 'appName'), 'lacks the attribute appName'],
      ['an empty appName', () => appInfo({ appName: '' }), '/appName'],
      ['a number for the appName', () => ({ ...appInfo(), appName: 7 }), '/appName'],
      ['no endpoint', () => without(appInfo(), 'endpoint'), 'lacks the attribute endpoint'],
      ['an empty appInstanceId', () => appInfo({ appInstanceId: '' }), '/appInstanceId'],
      ['a text for isInsByMec', () => ({ ...appInfo(), isInsByMec: 'no' }), '/isInsByMec'],
      ['an incomplete category', () => ({ ...appInfo(), appCategory: { id: 'a' } }), '/appCategory'],
      ['a number for the appProfile', () => ({ ...appInfo(), appProfile: 7 }), '/appProfile'],
      ['an object for the services', () => ({ ...appInfo(), appServiceOptional: SERVICE_DEPENDENCY }), '/appServiceOptional'],
      ['a service without its version', () => withService({ serName: 'a' }), '/appServiceRequired/0 lacks the attribute version'],
      ['a number among the permissions', () => withService({ ...SERVICE_DEPENDENCY, requestedPermissions: [7] }), '/appServiceRequired/0/requestedPermissions/0'],
      ['a transport without labels', () => withTransport({ labels: undefined }), 'serTransportDependencies/0 lacks the attribute labels'],
      ['a transport with no label', () => withTransport({ labels: [] }), '/serTransportDependencies/0/labels'],
      ['a transport with no serializer', () => withTransport({ serializers: [] }), '/serTransportDependencies/0/serializers'],
      ['an unknown serializer', () => withTransport({ serializers: ['YAML'] }), '/serTransportDependencies/0/serializers/0'],
      ['an unknown kind of transport', () => withTransport({ transport: { ...TRANSPORT, type: 'PIGEON' } }), '/serTransportDependencies/0/transport/type'],
      ['a transport without security', () => withTransport({ transport: without(TRANSPORT, 'security') }), '/serTransportDependencies/0/transport lacks the attribute security'],
      [
        'an unknown grant type',
        () => withTransport({ transport: { ...TRANSPORT, security: { oAuth2Info: { grantTypes: ['[SEE_DESCRIPTION]'] } } } }),
        '/transport/security/oAuth2Info/grantTypes/0',
      ],
      ['a feature without its name', () => ({ ...appInfo(), appFeatureRequired: [{ version: '1' }] }), '/appFeatureRequired/0 lacks the attribute featureName'],
      ['a feature without its version', () => ({ ...appInfo(), appFeatureOptional: [{ featureName: 'a' }] }), '/appFeatureOptional/0 lacks the attribute version'],
      ['the name of its type around it', () => ({ AppInfo: appInfo() }), 'lacks the attribute appName'],
    ])('with %s is refused, and the place is named', async (_name, body, place) => {
      const { body: refusal } = await post(body()).expect(400);
      expect(refusal.detail).toContain(place);
    });

    it('that is refused makes nothing known', async () => {
      const appInstanceId = randomUUID();
      await post({ ...without(appInfo(), 'endpoint'), appInstanceId }).expect(400);
      await api.get(servicesOf(appInstanceId)).expect(404);
    });
  });

  describe('the appProfile', () => {
    const endpoint = { addresses: [{ host: '192.0.2.10', port: 80 }, { host: '2001:db8::10', port: 80 }] };

    it.each<[string, Partial<AppInfo>]>([
      ['names the same provider', { appProvider: 'Example', appProfile: { provId: 'Example' } }],
      ['names no provider', { appProvider: 'Example', appProfile: { easId: 'a' } }],
      ['names the same URI', { endpoint: { uris: ['http://a/', 'http://b/'] }, appProfile: { endPt: { uri: 'http://b/' } } }],
      ['names the same host', { endpoint: { fqdn: ['app.example'] }, appProfile: { endPt: { fqdn: 'app.example' } } }],
      ['names the same addresses', { endpoint, appProfile: { endPt: { ipv4Addrs: ['192.0.2.10'], ipv6Addrs: ['2001:db8::10'] } } }],
      ['is empty', { appProfile: {} }],
    ])('may be there if it %s', async (_name, changes) => {
      const { body } = await post(appInfo(changes)).expect(201);
      expect(body.appProfile).toEqual(changes.appProfile);
    });

    it.each<[string, Partial<AppInfo>, string]>([
      ['names another provider', { appProvider: 'Other', appProfile: { provId: 'Example' } }, '/appProvider must be "Example"'],
      ['names a provider that is left out', { appProfile: { provId: 'Example' } }, '/appProvider must be "Example"'],
      ['names another URI', { endpoint: { uris: ['http://a/'] }, appProfile: { endPt: { uri: 'http://b/' } } }, '/endpoint must name http://b/'],
      ['names another host', { endpoint: { fqdn: ['app.example'] }, appProfile: { endPt: { fqdn: 'b.example' } } }, '/endpoint must name b.example'],
      ['names another address', { endpoint, appProfile: { endPt: { ipv4Addrs: ['192.0.2.10', '192.0.2.11'] } } }, '/endpoint must name 192.0.2.11'],
      ['names its end point otherwise', { endpoint, appProfile: { endPt: { fqdn: 'app.example' } } }, '/endpoint must name app.example'],
      ['has a text for its end point', { appProfile: { endPt: 'app.example' } }, '/appProfile/endPt must be an object'],
    ])('is refused if it %s', async (_name, changes, detail) => {
      const { body } = await post(appInfo(changes)).expect(400);
      expect(body.detail).toContain(detail);
    });
  });
});
