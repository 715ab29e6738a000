import { availabilitySubscription, type ServiceInfo, serviceRegistration } from '../../support/factories.js';
import { livenessOf, pathOf, registerService, serviceOf, SERVICES, servicesOf, subscribe, subscriptionsOf, TRANSPORTS } from '../../support/service-management.js';
import type { SpecAgent } from '../../support/spec-agent.js';
import { usePlatform } from '../../support/use-platform.js';

const CALLBACK = 'http://127.0.0.1:9/unused';

describe('conditional requests', () => {
  const { api, application: producer } = usePlatform();

  let service: ServiceInfo;
  let subscription: string;

  beforeEach(async () => {
    service = await registerService(api, producer, { livenessInterval: 60 });
    subscription = await subscribe(api, producer, CALLBACK, { serNames: ['nobody'] });
  });

  const tagOf = async (path: string) => String((await api.get(path).expect(200)).headers['etag']);

  const READABLE: [string, () => string][] = [
    ['/services', () => SERVICES],
    ['/services with a query', () => `${SERVICES}?ser_name=${service.serName}`],
    ['/services/{serviceId}', () => `${SERVICES}/${service.serInstanceId}`],
    ['/transports', () => TRANSPORTS],
    ['/applications/{appInstanceId}/services', () => servicesOf(producer)],
    ['/applications/{appInstanceId}/services/{serviceId}', () => serviceOf(producer, service.serInstanceId)],
    ['liveness', () => livenessOf(producer, service.serInstanceId)],
    ['/applications/{appInstanceId}/subscriptions', () => subscriptionsOf(producer)],
    ['/applications/{appInstanceId}/subscriptions/{subscriptionId}', () => subscription],
  ];

  describe.each(READABLE)('GET %s with If-None-Match', (_name, path) => {
    const getUnless = (tags: string) => api.get(path()).set('If-None-Match', tags);

    it('answers 304 without a body when the client has it already', async () => {
      const tag = await tagOf(path());
      expect(tag).toMatch(/^"[\x21\x23-\x7e]+"$/);
      const { headers } = await getUnless(tag).expect(304);
      expect(headers['etag']).toBe(tag);
    });

    it('compares weakly, and takes lists and the asterisk', async () => {
      const tag = await tagOf(path());
      for (const tags of [`W/${tag}`, `"other", ${tag}`, `"with,comma",W/${tag}`, '*']) await getUnless(tags).expect(304);
    });

    it('answers 200 when the client has another one', async () => {
      for (const tags of ['"other"', 'W/"other"', '""', '"a","b"']) await getUnless(tags).expect(200);
    });

    it.each(['unquoted', '"open', '"a" "b"', '*, "a"', 'w/"a"'])('answers 400 for the malformed %s', async (tags) => {
      const { body } = await getUnless(tags).expect(400);
      expect(body.detail).toContain('If-None-Match');
    });
  });

  describe('the entity tag changes', () => {
    const expectChange = async (paths: string[], change: () => PromiseLike<unknown>) => {
      const before = await Promise.all(paths.map(tagOf));
      await change();
      const after = await Promise.all(paths.map(tagOf));
      after.forEach((tag, i) => expect(tag).not.toBe(before[i]));
    };

    it('with a service and the lists that hold it', async () => {
      const path = serviceOf(producer, service.serInstanceId);
      const paths = [path, `${SERVICES}/${service.serInstanceId}`, SERVICES, servicesOf(producer)];
      await expectChange(paths, () => api.put(path).send({ ...service, state: 'INACTIVE' }).expect(200));
    });

    it('of the lists, with each service that comes or goes', async () => {
      await expectChange([SERVICES, servicesOf(producer)], () => api.post(servicesOf(producer)).send(serviceRegistration()).expect(201));
      await expectChange([SERVICES, servicesOf(producer)], () => api.delete(serviceOf(producer, service.serInstanceId)).expect(204));
    });

    it('of the list of subscriptions, with each that comes or goes', async () => {
      const list = subscriptionsOf(producer);
      await expectChange([list], () => api.post(list).send(availabilitySubscription(CALLBACK)).expect(201));
      await expectChange([list], () => api.delete(subscription).expect(204));
    });

    it('but not of a service that nobody touched', async () => {
      const other = await registerService(api, producer);
      const path = serviceOf(producer, service.serInstanceId);
      const before = await tagOf(path);
      await api.delete(serviceOf(producer, other.serInstanceId)).expect(204);
      expect(await tagOf(path)).toBe(before);
    });
  });

  describe('entity tags that answers to writes carry are those that GET shows', () => {
    it('of a subscription', async () => {
      const { headers } = await api.post(subscriptionsOf(producer)).send(availabilitySubscription(CALLBACK)).expect(201);
      expect(await tagOf(pathOf(String(headers['location'])))).toBe(headers['etag']);
    });

    it('so that one PUT can follow the other', async () => {
      const created = await api.post(servicesOf(producer)).send(serviceRegistration()).expect(201);
      const path = pathOf(String(created.headers['location']));
      const first = await api.put(path).set('If-Match', String(created.headers['etag'])).send({ ...created.body, version: '2' }).expect(200);
      const second = await api.put(path).set('If-Match', String(first.headers['etag'])).send({ ...created.body, version: '3' }).expect(200);
      await api.delete(path).set('If-Match', String(second.headers['etag'])).expect(204);
    });
  });

  const WRITES: [string, () => string, (path: string) => ReturnType<SpecAgent['put']>, number][] = [
    ['PUT of a service', () => serviceOf(producer, service.serInstanceId), (path) => api.put(path).send({ ...service, version: '2' }), 200],
    ['DELETE of a service', () => serviceOf(producer, service.serInstanceId), (path) => api.delete(path), 204],
    ['PATCH of the liveness', () => livenessOf(producer, service.serInstanceId), (path) => api.patch(path).send({ state: 'ACTIVE' }), 204],
    ['DELETE of a subscription', () => subscription, (path) => api.delete(path), 204],
  ];

  describe.each(WRITES)('%s with If-Match', (_name, resource, write, success) => {
    const writeIf = (tags: string) => write(resource()).set('If-Match', tags);

    it('is carried out when the tag is that of GET', async () => {
      await writeIf(await tagOf(resource())).expect(success);
    });

    it('is carried out when one of a list is, or for the asterisk', async () => {
      await writeIf(`"other", ${await tagOf(resource())}`).expect(success);
    });

    it('is carried out for the asterisk', async () => {
      await writeIf('*').expect(success);
    });

    it('answers 412 when none is, weak ones included, and changes nothing', async () => {
      const tag = await tagOf(resource());
      for (const tags of ['"other"', `W/${tag}`, '"a", "b"', '""']) {
        const { body } = await writeIf(tags).expect(412);
        expect(body.detail).toContain('If-Match');
      }
      expect(await tagOf(resource())).toBe(tag);
    });

    it.each(['unquoted', '"open', '"a" "b"'])('answers 400 for the malformed %s', async (tags) => {
      const { body } = await writeIf(tags).expect(400);
      expect(body.detail).toContain('If-Match');
    });
  });

  it('answers 404 before 412', async () => {
    await api.put(serviceOf(producer, 'unknown')).set('If-Match', '"other"').send(service).expect(404);
    await api.delete(`${subscriptionsOf(producer)}/unknown`).set('If-Match', '"other"').expect(404);
  });

  it('takes lists of tags with empty elements, as RFC 9110 asks of recipients in 5.6.1.2', async () => {
    const path = serviceOf(producer, service.serInstanceId);
    const tag = await tagOf(path);
    await api.get(path).set('If-None-Match', `"other",,${tag},`).expect(304);
    await api.get(path).set('If-None-Match', `, ${tag}`).expect(304);
  });

  it('lets one of two writes through that stand on the same representation', async () => {
    const path = serviceOf(producer, service.serInstanceId);
    const tag = await tagOf(path);
    const statuses = await Promise.all(
      ['first', 'second', 'third'].map(async (version) => {
        const response = await api.put(path).set('If-Match', tag).send({ ...service, version });
        return response.status;
      }),
    );
    expect(statuses.toSorted()).toEqual([200, 412, 412]);
  });
});
