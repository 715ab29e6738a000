import { availabilitySubscription, category, createApplication, endApplication } from '../../support/factories.js';
import { startPlatform } from '../../support/platform.js';
import { pathOf, servicesOf, subscribe, subscriptionsOf } from '../../support/service-management.js';
import { type SpecAgent, specAgent } from '../../support/spec-agent.js';
import { usePlatform } from '../../support/use-platform.js';

const CALLBACK = 'http://127.0.0.1:9/unused';

describe('subscriptions', () => {
  const { platform, api } = usePlatform();

  let consumer: string;

  beforeEach(async () => {
    consumer = await createApplication(platform);
  });

  const post = (body: object) => api.post(subscriptionsOf(consumer)).send(body);

  describe('POST of a subscription', () => {
    it('is answered with the subscription and its place below the application', async () => {
      const subscription = availabilitySubscription(CALLBACK, { serNames: ['a'], states: ['ACTIVE'], isLocal: true });
      const { body, headers } = await post(subscription).expect(201);
      expect(body).toEqual({ ...subscription, _links: { self: { href: headers['location'] } } });
      expect(headers['location']).toMatch(new RegExp(`^http://mep\\.test:8080${subscriptionsOf(consumer)}/[^/]+$`));
      await api.get(pathOf(String(headers['location']))).expect(200, body);
    });

    it('without criteria is taken, and shows none', async () => {
      const { body } = await post(availabilitySubscription(CALLBACK)).expect(201);
      expect(body).not.toHaveProperty('filteringCriteria');
    });

    it('with links and attributes that the document does not know is taken; they count for nothing', async () => {
      const self = { href: 'http://elsewhere.example/' };
      const { body } = await post({ ...availabilitySubscription(CALLBACK), _links: { self }, token: 'x' }).expect(201);
      expect(JSON.stringify(body)).not.toContain('elsewhere');
      expect(body).not.toHaveProperty('token');
    });

    it.each(['http://127.0.0.1:9/a?b=c', 'https://subscriber.example/', 'http://[::1]:9000/x', 'HTTP://UPPER.example'])('may name the callback %s', async (callback) => {
      const { body } = await post(availabilitySubscription(callback)).expect(201);
      expect(body.callbackReference).toBe(callback);
    });

    it.each(['/relative', 'subscriber.example', 'ftp://subscriber.example/', 'mailto:someone@subscriber.example', 'http://', 'http://a b/', ''])(
      'may not name the callback "%s"',
      async (callback) => {
        const { body } = await post(availabilitySubscription(callback)).expect(400);
        expect(body.detail).toContain('/callbackReference');
      },
    );

    it.each<[string, object, string]>([
      ['no type', { callbackReference: CALLBACK }, 'subscriptionType'],
      ['another type', { ...availabilitySubscription(CALLBACK), subscriptionType: 'AppTerminationNotificationSubscription' }, '/subscriptionType'],
      ['no callback', { subscriptionType: 'SerAvailabilityNotificationSubscription' }, 'callbackReference'],
      ['a number for the callback', { ...availabilitySubscription(CALLBACK), callbackReference: 7 }, '/callbackReference'],
      ['an unknown state', availabilitySubscription(CALLBACK, { states: ['ASLEEP' as 'ACTIVE'] }), '/filteringCriteria/states/0'],
      ['a text for a list', { ...availabilitySubscription(CALLBACK), filteringCriteria: { serNames: 'a' } }, '/filteringCriteria/serNames'],
      ['a text for isLocal', { ...availabilitySubscription(CALLBACK), filteringCriteria: { isLocal: 'yes' } }, '/filteringCriteria/isLocal'],
      ['an incomplete category', { ...availabilitySubscription(CALLBACK), filteringCriteria: { serCategories: [{ id: 'a' }] } }, '/filteringCriteria/serCategories/0'],
      ['null for criteria', { ...availabilitySubscription(CALLBACK), filteringCriteria: null }, '/filteringCriteria'],
      ['the name of its type around it', { SerAvailabilityNotificationSubscription: availabilitySubscription(CALLBACK) }, 'subscriptionType'],
    ])('with %s is refused, and the place is named', async (_name, body, place) => {
      const { body: refusal } = await post(body).expect(400);
      expect(refusal.detail).toContain(place);
      const { body: list } = await api.get(subscriptionsOf(consumer)).expect(200);
      expect(list._links.subscriptions).toEqual([]);
    });

    const IDENTITIES = { serInstanceIds: ['a'], serNames: ['b'], serCategories: [category('c')] };
    it.each([
      ['serInstanceIds', 'serNames'],
      ['serInstanceIds', 'serCategories'],
      ['serNames', 'serCategories'],
    ] as const)('with both %s and %s is refused, unless one is empty', async (one, other) => {
      const { body } = await post(availabilitySubscription(CALLBACK, { [one]: IDENTITIES[one], [other]: IDENTITIES[other] })).expect(400);
      expect(body.detail).toContain(one);
      expect(body.detail).toContain(other);
      await post(availabilitySubscription(CALLBACK, { [one]: IDENTITIES[one], [other]: [] })).expect(201);
    });

    it('at an unknown application is answered 404', async () => {
      const { body } = await api.post(subscriptionsOf('nobody')).send(availabilitySubscription(CALLBACK)).expect(404);
      expect(body.detail).toContain('nobody');
    });
  });

  describe('the list of subscriptions', () => {
    it('links to those of the application, oldest first', async () => {
      const other = await createApplication(platform);
      await subscribe(api, other, CALLBACK);
      const paths = [await subscribe(api, consumer, CALLBACK), await subscribe(api, consumer, CALLBACK)];
      const { body } = await api.get(subscriptionsOf(consumer)).expect(200);
      expect(body).toEqual({
        _links: {
          self: { href: `http://mep.test:8080${subscriptionsOf(consumer)}` },
          subscriptions: paths.map((path) => ({ href: `http://mep.test:8080${path}`, subscriptionType: 'SerAvailabilityNotificationSubscription' })),
        },
      });
    });

    it('is empty before the first and after the last', async () => {
      const empty = { _links: { self: { href: `http://mep.test:8080${subscriptionsOf(consumer)}` }, subscriptions: [] } };
      await api.get(subscriptionsOf(consumer)).expect(200, empty);
      await api.delete(await subscribe(api, consumer, CALLBACK)).expect(204);
      await api.get(subscriptionsOf(consumer)).expect(200, empty);
    });

    it('answers 404 at an unknown application', async () => {
      await api.get(subscriptionsOf('nobody')).expect(404);
    });
  });

  describe('a single subscription', () => {
    it('is unknown after its end', async () => {
      const path = await subscribe(api, consumer, CALLBACK);
      await api.delete(path).expect(204);
      await api.get(path).expect(404);
      await api.delete(path).expect(404);
    });

    it('is unknown to other applications', async () => {
      const path = await subscribe(api, consumer, CALLBACK);
      const id = path.split('/').at(-1)!;
      const other = await createApplication(platform);
      for (const foreign of [`${subscriptionsOf(other)}/${id}`, `${subscriptionsOf('nobody')}/${id}`]) {
        await api.get(foreign).expect(404);
        await api.delete(foreign).expect(404);
      }
      await api.get(path).expect(200);
    });

    it('ends with its application', async () => {
      const path = await subscribe(api, consumer, CALLBACK);
      await endApplication(platform, consumer);
      for (const gone of [path, subscriptionsOf(consumer), servicesOf(consumer)]) await api.get(gone).expect(404);
    });
  });

  describe('MEC_CALLBACK_HOSTS', () => {
    let restricted: SpecAgent;
    let application: string;

    beforeAll(async () => {
      const guarded = await startPlatform({ environment: { MEC_CALLBACK_HOSTS: '127.0.0.1, *.example.com,10.0.*,[::1]' } });
      restricted = specAgent(guarded);
      application = await createApplication(guarded);
    });

    it.each(['http://127.0.0.1:9/x', 'http://a.example.com/', 'https://b.A.EXAMPLE.com:99/', 'http://10.0.3.4/', 'http://[::1]:7/', 'http://2130706433/'])(
      'lets notifications go to %s',
      async (callback) => {
        await restricted.post(subscriptionsOf(application)).send(availabilitySubscription(callback)).expect(201);
      },
    );

    it.each(['http://127.0.0.2/', 'http://example.com/', 'http://a.example.com.evil.test/', 'http://aexample.com/', 'http://110.0.3.4/', 'http://127.0.0.1@evil.test/'])(
      'keeps them from %s with 422',
      async (callback) => {
        const { body } = await restricted.post(subscriptionsOf(application)).send(availabilitySubscription(callback)).expect(422);
        expect(body.detail).toContain('/callbackReference');
      },
    );

    it('keeps an address pattern from admitting names that begin alike', async () => {
      await restricted.post(subscriptionsOf(application)).send(availabilitySubscription('http://10.0.evil.test/')).expect(422);
    });
  });
});
