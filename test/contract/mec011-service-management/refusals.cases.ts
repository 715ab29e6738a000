import request from 'supertest';
import { availabilitySubscription, type ServiceInfo, serviceRegistration } from '../../support/factories.js';
import {
  livenessOf,
  registerService,
  SERVICE_MANAGEMENT,
  serviceOf,
  SERVICES,
  servicesOf,
  subscribe,
  subscriptionsOf,
  TRANSPORTS,
} from '../../support/service-management.js';
import type { SpecAgent } from '../../support/spec-agent.js';
import { usePlatform } from '../../support/use-platform.js';

const CALLBACK = 'http://127.0.0.1:9/unused';
const MEBIBYTE = 1024 * 1024;

describe('refusals', () => {
  const { platform, api, application: producer } = usePlatform();

  let service: ServiceInfo;
  let subscription: string;

  beforeAll(async () => {
    service = await registerService(api, producer, { livenessInterval: 60 });
    subscription = await subscribe(api, producer, CALLBACK);
  });

  type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** An operation as a client uses it at an application. */
  interface Use {
    method: Method;
    name: string;
    path: (appInstanceId: string) => string;
    body?: () => object;
  }

  const AT_APPLICATION: Use[] = [
    { method: 'get', name: 'the services of an application', path: servicesOf },
    { method: 'post', name: 'the services of an application', path: servicesOf, body: serviceRegistration },
    { method: 'get', name: 'a service of an application', path: (id) => serviceOf(id, service.serInstanceId) },
    { method: 'put', name: 'a service of an application', path: (id) => serviceOf(id, service.serInstanceId), body: () => service },
    { method: 'delete', name: 'a service of an application', path: (id) => serviceOf(id, service.serInstanceId) },
    { method: 'get', name: 'the liveness', path: (id) => livenessOf(id, service.serInstanceId) },
    { method: 'patch', name: 'the liveness', path: (id) => livenessOf(id, service.serInstanceId), body: () => ({ state: 'ACTIVE' }) },
    { method: 'get', name: 'the subscriptions', path: subscriptionsOf },
    { method: 'post', name: 'the subscriptions', path: subscriptionsOf, body: () => availabilitySubscription(CALLBACK) },
    { method: 'get', name: 'a subscription', path: (id) => `${subscriptionsOf(id)}/${subscription.split('/').at(-1)}` },
    { method: 'delete', name: 'a subscription', path: (id) => `${subscriptionsOf(id)}/${subscription.split('/').at(-1)}` },
  ];
  const EVERYWHERE: Use[] = [
    { method: 'get', name: '/services', path: () => SERVICES },
    { method: 'get', name: '/services/{serviceId}', path: () => `${SERVICES}/${service.serInstanceId}` },
    { method: 'get', name: '/transports', path: () => TRANSPORTS },
    ...AT_APPLICATION,
  ];
  const WITH_BODY = EVERYWHERE.filter(({ body }) => body);
  const WITH_CONTENT = EVERYWHERE.filter(({ method }) => method !== 'delete');

  const use = ({ method, path, body }: Use, { query = '', appInstanceId = producer } = {}) => {
    const sent = api[method](`${path(appInstanceId)}${query}`);
    return body ? sent.send(body()) : sent;
  };

  it.each(AT_APPLICATION)('$method of $name at an unknown application is answered 404', async (operation) => {
    const { body } = await use(operation, { appInstanceId: 'nobody' }).expect(404);
    expect(body.detail).toMatch(/nobody|There is no/);
  });

  it.each(EVERYWHERE)('$method of $name with an unknown query parameter is answered 400', async (operation) => {
    const { body } = await use(operation, { query: '?colour=blue' }).expect(400);
    expect(body.detail).toContain('colour');
  });

  describe('a problem', () => {
    it('is a ProblemDetails, sent as application/problem+json', async () => {
      const { body, headers } = await api.get(`${SERVICES}/unknown?`).expect(404);
      expect(headers['content-type']).toBe('application/problem+json');
      expect(body).toEqual({
        type: 'about:blank',
        title: 'Not Found',
        status: 404,
        detail: 'There is no service unknown here.',
        instance: `${SERVICES}/unknown`,
      });
    });
  });

  describe('405', () => {
    it('answers a registration at /services with the place that takes it', async () => {
      const { body, headers } = await api.post(SERVICES).send(serviceRegistration()).expect(405);
      expect(headers['allow']).toBe('GET, HEAD');
      expect(body.detail).toContain(`POST is offered at ${SERVICE_MANAGEMENT}/applications/{appInstanceId}/services`);
    });

    it.each<[keyof SpecAgent, string, () => string]>([
      ['delete', '/services', () => SERVICES],
      ['options', '/services', () => SERVICES],
      ['put', '/services/{serviceId}', () => `${SERVICES}/${service.serInstanceId}`],
      ['post', '/transports', () => TRANSPORTS],
      ['patch', 'a service', () => serviceOf(producer, service.serInstanceId)],
      ['delete', 'the services of an application', () => servicesOf(producer)],
      ['put', 'the liveness', () => livenessOf(producer, service.serInstanceId)],
      ['put', 'a subscription', () => subscription],
    ])('answers %s of %s', async (method, _name, path) => {
      const { headers } = await api[method](path()).expect(405);
      expect(headers['allow']).toContain('GET');
    });
  });

  describe('HEAD', () => {
    it.each(EVERYWHERE.filter(({ method }) => method === 'get'))('answers as GET of $name, without a body', async ({ path }) => {
      const { headers } = await api.get(path(producer)).expect(200);
      const head = await api.head(path(producer)).expect(200);
      expect(head.headers['etag']).toBe(headers['etag']);
    });
  });

  describe('404', () => {
    it.each(['unknown', 'transports/', 'applications', 'applications/app', 'services/a/b', ''])('answers the unknown path "%s"', async (path) => {
      await api.get(`${SERVICE_MANAGEMENT}/${path}`).expect(404);
    });

    it.each([
      ['services/', 'serviceId'],
      ['applications//services', 'appInstanceId'],
    ])('names what the path lacks where the id in %s is empty', async (path, name) => {
      const { body } = await api.get(`${SERVICE_MANAGEMENT}/${path}`).expect(404);
      expect(body.detail).toContain(name);
    });

    it.each(['/mec_service_mgmt/v2/services', '/mec_service_mgmt', '/nothing/here'])('answers %s, below no API, with a problem too', async (path) => {
      const { body } = await request(platform.http).get(path).expect(404).expect('Content-Type', 'application/problem+json');
      expect(body).toMatchObject({ status: 404, detail: expect.stringContaining(path) });
    });
  });

  describe('406', () => {
    it.each(WITH_CONTENT)('answers $method of $name when the client accepts no JSON', async (operation) => {
      await use(operation).set('Accept', 'text/html').expect(406);
    });

    it.each(['application/json;q=0', 'application/xml, text/*', 'application/problem+json'])('answers Accept: %s', async (accept) => {
      await api.get(SERVICES).set('Accept', accept).expect(406);
    });

    it.each(['*/*', 'application/*', 'application/json; charset=utf-8', 'text/html, application/json;q=0.1', 'text/html, */*;q=0.1', 'APPLICATION/JSON'])(
      'does not answer Accept: %s',
      async (accept) => {
        await api.get(SERVICES).set('Accept', accept).expect(200);
      },
    );
  });

  describe('413 and 414', () => {
    const padded = (bytes: number) => ({ ...serviceRegistration(), padding: 'x'.repeat(bytes) });

    it.each(WITH_BODY)('$method of $name answers a body beyond a mebibyte with 413', async ({ method, path }) => {
      await api[method](path(producer)).send(padded(MEBIBYTE)).expect(413);
    });

    it('takes a body that is a little smaller', async () => {
      await api.post(servicesOf(producer)).send(padded(MEBIBYTE - 1024)).expect(201);
    });

    it.each(EVERYWHERE)('$method of $name answers a URI beyond 8 KiB with 414', async (operation) => {
      await use(operation, { query: `?ser_name=${'x'.repeat(8192)}` }).expect(414);
    });

    it('takes a URI that is a little shorter', async () => {
      await api.get(`${SERVICES}?ser_name=${'x'.repeat(8000)}`).expect(200, []);
    });
  });

  describe('415', () => {
    it.each(WITH_BODY)('answers $method of $name with a body of another media type', async ({ method, path, body }) => {
      for (const mediaType of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded'])
        await api[method](path(producer)).set('Content-Type', mediaType).send(JSON.stringify(body!())).expect(415);
    });

    it('answers a merge patch where none is declared', async () => {
      const body = JSON.stringify(serviceRegistration());
      const { body: problem } = await api.post(servicesOf(producer)).set('Content-Type', 'application/merge-patch+json').send(body).expect(415);
      expect(problem.detail).toContain('application/json');
    });

    it('does not answer parameters and capitals in the media type', async () => {
      const body = JSON.stringify(serviceRegistration());
      await api.post(servicesOf(producer)).set('Content-Type', 'Application/JSON; charset=UTF-8').send(body).expect(201);
    });
  });

  describe('400', () => {
    it.each(WITH_BODY)('answers $method of $name with JSON that is malformed', async ({ method, path }) => {
      for (const text of ['{', '{"a": }', 'nothing', '"', '{"a":1}}']) {
        const { body } = await api[method](path(producer)).set('Content-Type', 'application/json').send(text).expect(400);
        expect(body.detail).toContain('JSON');
      }
    });

    it.each(WITH_BODY)('answers $method of $name without a body', async ({ method, path }) => {
      const { body } = await api[method](path(producer)).expect(400);
      expect(body.detail).toContain('body');
    });

    it.each(WITH_BODY)('answers $method of $name with JSON that is no object', async ({ method, path }) => {
      for (const text of ['null', '[]', '7', '"text"', 'true'])
        await api[method](path(producer)).set('Content-Type', 'application/json').send(text).expect(400);
    });
  });
});
