import { allDocuments } from '../../support/declared-operations.js';
import { EVERY_TYPE, RNI_SUBSCRIPTIONS, type RniSchemas, subscribeToRni } from '../../support/rni/rni.js';
import { pathOf } from '../../support/service-management.js';
import { usePlatform } from '../../support/use-platform.js';

const CALLBACK = 'http://127.0.0.1:9/unused';
const FAR = { seconds: 4_000_000_000, nanoSeconds: 5 };

const { openapi } = allDocuments().find(({ name }) => name === 'mec012-rni')!;
const schemas = openapi.components['schemas'] as Record<string, { enum?: string[]; oneOf?: unknown[]; properties?: Record<string, { $ref?: string }> }>;

describe('subscriptions to radio network information', () => {
  const { api } = usePlatform();

  const listed = async (query = '') => ((await api.get(`${RNI_SUBSCRIPTIONS}${query}`).expect(200)).body as RniSchemas['RniSubscriptionLinkList'])._links.subscription!;

  afterEach(async () => {
    for (const { href } of await listed()) await api.delete(pathOf(href)).expect(204);
  });

  it('every type of the document is tried here, with every criterion that it has', () => {
    expect(EVERY_TYPE).toHaveLength(schemas['RniSubscription']!.oneOf!.length);
    expect(EVERY_TYPE.map(({ listedAs }) => listedAs).toSorted()).toEqual(schemas['SubscriptionTypeName']!.enum!.toSorted());
    for (const { subscriptionType, about } of EVERY_TYPE)
      for (const [name, criteria] of Object.entries(about)) {
        const declared = schemas[schemas[subscriptionType]!.properties![name]!.$ref?.split('/').at(-1) ?? ''];
        if (declared?.properties) expect(Object.keys(criteria as object).toSorted()).toEqual(Object.keys(declared.properties).toSorted());
      }
  });

  describe.each(EVERY_TYPE)('$subscriptionType', ({ subscriptionType, listedAs, about }) => {
    it('is made, shown as it was sent, replaced, listed by its type, and removed', async () => {
      const sent = { ...about, callbackReference: CALLBACK, requestTestNotification: false, expiryDeadline: FAR };
      const { body, headers } = await api.post(RNI_SUBSCRIPTIONS).send(sent).expect(201);
      const location = String(headers['location']);
      expect(body).toEqual({ ...sent, _links: { self: { href: location } } });
      await api.get(pathOf(location)).expect(200, body);

      const { expiryDeadline: _gone, ...lasting } = sent;
      const replaced = await api.put(pathOf(location)).send({ ...lasting, callbackReference: `${CALLBACK}/2` }).expect(200);
      expect(replaced.body).toEqual({ ...lasting, callbackReference: `${CALLBACK}/2`, _links: { self: { href: location } } });
      await api.get(pathOf(location)).expect(200, replaced.body as object);

      expect(await listed(`?subscription_type=${listedAs}`)).toEqual([{ href: location, subscriptionType }]);
      const another = EVERY_TYPE.find((type) => type.listedAs !== listedAs)!;
      expect(await listed(`?subscription_type=${another.listedAs}`)).toEqual([]);

      await api.delete(pathOf(location)).expect(204);
      await api.get(pathOf(location)).expect(404);
    });

    it('can be told over a websocket, and then has no callback', async () => {
      const { body } = await api.post(RNI_SUBSCRIPTIONS).send({ ...about, websockNotifConfig: { requestWebsocketUri: true } }).expect(201);
      expect(body.callbackReference).toBeUndefined();
      expect(body.websockNotifConfig).toEqual({ requestWebsocketUri: true, websocketUri: expect.stringMatching(/^ws:\/\/mep\.test:8080\//) });
    });

    it('takes a callback where both ways are offered, and says so', async () => {
      const { body } = await api.post(RNI_SUBSCRIPTIONS).send({ ...about, callbackReference: CALLBACK, websockNotifConfig: { requestWebsocketUri: true } }).expect(201);
      expect([body.callbackReference, body.websockNotifConfig]).toEqual([CALLBACK, undefined]);
    });

    it('cannot become one of another type', async () => {
      const path = await subscribeToRni(api, { ...about, callbackReference: CALLBACK });
      const another = EVERY_TYPE.find((type) => type.subscriptionType !== subscriptionType)!;
      const { body } = await api.put(path).send({ ...another.about, callbackReference: CALLBACK }).expect(422);
      expect(body.detail).toContain('subscriptionType');
      expect((await api.get(path).expect(200)).body).toMatchObject({ subscriptionType });
    });
  });

  it('are all listed, oldest first, without a type', async () => {
    for (const { about } of EVERY_TYPE) await subscribeToRni(api, { ...about, callbackReference: CALLBACK });
    const { body } = await api.get(RNI_SUBSCRIPTIONS).expect(200);
    expect(body._links.self.href).toBe(`http://mep.test:8080${RNI_SUBSCRIPTIONS}`);
    expect((await listed()).map(({ subscriptionType }) => subscriptionType)).toEqual(EVERY_TYPE.map(({ subscriptionType }) => subscriptionType));
  });

  it.each(['CellChangeSubscription', 'NrCellChangeSubscription'])('%s is about completed handovers unless it says something else', async (subscriptionType) => {
    for (const filterCriteriaAssocHo of [{}, { hoStatus: [] }]) {
      const { body } = await api.post(RNI_SUBSCRIPTIONS).send({ subscriptionType, callbackReference: CALLBACK, filterCriteriaAssocHo }).expect(201);
      expect(body.filterCriteriaAssocHo).toEqual({ hoStatus: [3] });
    }
  });

  it('may be sent back as they were shown', async () => {
    const path = await subscribeToRni(api, { ...EVERY_TYPE[0]!.about, callbackReference: CALLBACK });
    const { body } = await api.get(path).expect(200);
    await api.put(path).send(body as object).expect(200, body as object);
  });

  it('ignore attributes that nobody knows, and those that only the platform sets', async () => {
    const sent = { ...EVERY_TYPE[0]!.about, callbackReference: CALLBACK, token: 'x', _links: 'nonsense' };
    const { body } = await api.post(RNI_SUBSCRIPTIONS).send(sent).expect(201);
    expect(body.token).toBeUndefined();
    expect(body._links.self.href).toContain(RNI_SUBSCRIPTIONS);
  });

  it('keep the address of their websocket when they are replaced', async () => {
    const wish = { ...EVERY_TYPE[0]!.about, websockNotifConfig: { requestWebsocketUri: true } };
    const { body, headers } = await api.post(RNI_SUBSCRIPTIONS).send(wish).expect(201);
    const { body: after } = await api.put(pathOf(String(headers['location']))).send(wish).expect(200);
    expect(after.websockNotifConfig).toEqual(body.websockNotifConfig);
  });
});
