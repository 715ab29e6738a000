import { registrationOf, registerApplication, subscribeToTermination, terminationSubscriptionsOf, underAlias } from '../../support/app-support.js';
import { terminationSubscription } from '../../support/app-support-factories.js';
import { createApplication, without } from '../../support/factories.js';
import { pathOf, subscribe, subscriptionsOf } from '../../support/service-management.js';
import { usePlatform } from '../../support/use-platform.js';

const CALLBACK = 'http://127.0.0.1:9/unused';
const TYPE = 'AppTerminationNotificationSubscription';

describe('termination subscriptions', () => {
  const { api, platform } = usePlatform();

  let application: string;
  beforeEach(async () => {
    application = await createApplication(platform);
  });

  const own = (callbackReference = CALLBACK) => terminationSubscription(application, callbackReference);
  const post = (body: object) => api.post(terminationSubscriptionsOf(application)).send(body);

  describe('POST', () => {
    it('is answered with the subscription and its place below the application', async () => {
      const { body, headers } = await post(own()).expect(201);
      expect(body).toEqual({ ...own(), _links: { self: { href: headers['location'] } } });
      expect(headers['location']).toMatch(new RegExp(`^http://mep\\.test:8080${terminationSubscriptionsOf(application)}/[^/]+$`));
      const read = await api.get(pathOf(String(headers['location']))).expect(200, body);
      expect(read.headers['etag']).toBe(headers['etag']);
    });

    it('works under the alias as well', async () => {
      const { body, headers } = await api.post(underAlias(terminationSubscriptionsOf(application))).send(own()).expect(201);
      const path = pathOf(String(headers['location']));
      for (const place of [path, underAlias(path)]) await api.get(place).expect(200, body);
    });

    it('with links and attributes that the document does not know is taken; they count for nothing', async () => {
      const { body } = await post({ ...own(), _links: { self: { href: 'http://elsewhere.example/' } }, token: 'x' }).expect(201);
      expect(JSON.stringify(body)).not.toContain('elsewhere');
      expect(body).not.toHaveProperty('token');
    });

    it('with links that are none is taken, since the platform makes them', async () => {
      await post({ ...own(), _links: 7 }).expect(201);
    });

    it('may come several times; each is a subscription of its own', async () => {
      expect(await subscribeToTermination(api, application, CALLBACK)).not.toBe(await subscribeToTermination(api, application, CALLBACK));
    });

    it.each<[string, () => object, string]>([
      ['no type', () => without(own(), 'subscriptionType'), 'subscriptionType'],
      ['the type of another API', () => ({ ...own(), subscriptionType: 'SerAvailabilityNotificationSubscription' }), '/subscriptionType'],
      ['no callback', () => without(own(), 'callbackReference'), 'callbackReference'],
      ['a relative callback', () => own('/relative'), '/callbackReference'],
      ['a callback that is no web address', () => own('ftp://subscriber.example/'), '/callbackReference'],
      ['an empty callback', () => own(''), '/callbackReference'],
      ['no appInstanceId', () => without(own(), 'appInstanceId'), 'appInstanceId'],
      ['the appInstanceId of somebody else', () => ({ ...own(), appInstanceId: 'another' }), '/appInstanceId'],
      ['an empty appInstanceId', () => ({ ...own(), appInstanceId: '' }), '/appInstanceId'],
      ['the name of its type around it', () => ({ [TYPE]: own() }), 'lacks the attribute'],
    ])('with %s is refused, and the place is named', async (_name, body, place) => {
      const { body: refusal } = await post(body()).expect(400);
      expect(refusal.detail).toContain(place);
      const { body: list } = await api.get(terminationSubscriptionsOf(application)).expect(200);
      expect(list._links.subscriptions).toEqual([]);
    });

    it('at an unknown application is answered 404', async () => {
      const { body } = await api.post(terminationSubscriptionsOf('nobody')).send(terminationSubscription('nobody', CALLBACK)).expect(404);
      expect(body.detail).toContain('nobody');
    });
  });

  describe('the list', () => {
    const listOf = (paths: string[]) => ({
      _links: {
        self: { href: `http://mep.test:8080${terminationSubscriptionsOf(application)}` },
        subscriptions: paths.map((path) => ({ href: `http://mep.test:8080${path}`, subscriptionType: TYPE })),
      },
    });

    it('links to those of the application and of this API, oldest first', async () => {
      await subscribeToTermination(api, await createApplication(platform), CALLBACK);
      await subscribe(api, application, CALLBACK);
      const paths = [await subscribeToTermination(api, application, CALLBACK), await subscribeToTermination(api, application, CALLBACK)];
      await api.get(terminationSubscriptionsOf(application)).expect(200, listOf(paths));
      await api.get(underAlias(terminationSubscriptionsOf(application))).expect(200, listOf(paths));
    });

    it('is empty before the first and after the last', async () => {
      await api.get(terminationSubscriptionsOf(application)).expect(200, listOf([]));
      await api.delete(await subscribeToTermination(api, application, CALLBACK)).expect(204);
      await api.get(terminationSubscriptionsOf(application)).expect(200, listOf([]));
    });

    it('answers 404 at an unknown application', async () => {
      await api.get(terminationSubscriptionsOf('nobody')).expect(404);
    });
  });

  describe('a single subscription', () => {
    it('is unknown after its end, under both versions', async () => {
      const path = await subscribeToTermination(api, application, CALLBACK);
      await api.delete(underAlias(path)).expect(204);
      for (const place of [path, underAlias(path)]) await api.get(place).expect(404);
      await api.delete(path).expect(404);
    });

    it('is unknown to other applications', async () => {
      const path = await subscribeToTermination(api, application, CALLBACK);
      const id = path.split('/').at(-1)!;
      for (const other of [await createApplication(platform), 'nobody']) {
        await api.get(`${terminationSubscriptionsOf(other)}/${id}`).expect(404);
        await api.delete(`${terminationSubscriptionsOf(other)}/${id}`).expect(404);
      }
      await api.get(path).expect(200);
    });

    it('is unknown to service management, and the other way round', async () => {
      const ending = (await subscribeToTermination(api, application, CALLBACK)).split('/').at(-1)!;
      const services = (await subscribe(api, application, CALLBACK)).split('/').at(-1)!;
      for (const foreign of [`${subscriptionsOf(application)}/${ending}`, `${terminationSubscriptionsOf(application)}/${services}`]) {
        await api.get(foreign).expect(404);
        await api.delete(foreign).expect(404);
      }
      for (const present of [`${subscriptionsOf(application)}/${services}`, `${terminationSubscriptionsOf(application)}/${ending}`]) await api.get(present).expect(200);
    });

    it('ends with its application', async () => {
      const { appInstanceId } = await registerApplication(api);
      const path = await subscribeToTermination(api, appInstanceId, CALLBACK);
      await api.delete(registrationOf(appInstanceId)).expect(204);
      await api.get(path).expect(404);
    });
  });

  describe('MEC_CALLBACK_HOSTS', () => {
    const { api, application } = usePlatform({ environment: { MEC_CALLBACK_HOSTS: '127.0.0.1,*.example.com' } });
    const post = (callback: string) => api.post(terminationSubscriptionsOf(application)).send(terminationSubscription(application, callback));

    it.each(['http://127.0.0.1:9/x', 'https://a.example.com/'])('lets termination notifications go to %s', async (callback) => {
      await post(callback).expect(201);
    });

    it('keeps them from other hosts with 422', async () => {
      const { body } = await post('http://elsewhere.test/').expect(422);
      expect(body.detail).toContain('/callbackReference');
    });
  });
});
