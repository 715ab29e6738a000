import { startCallbackSink } from '../../support/callback-sink.js';
import { eventually } from '../../support/eventually.js';
import {
  type AppLcmNotification, createInstance, FORCEFUL, INSTANCES, newInstance, onboardApplication, OPERATIONS, perform, ROOT, SUBSCRIPTIONS,
} from '../../support/lifecycle/lifecycle.js';
import { pathOf } from '../../support/service-management.js';
import { usePlatform } from '../../support/use-platform.js';

const CALLBACK = 'http://127.0.0.1:9/';
const STATE = 'AppInstanceStateChangeSubscription';
const OPERATION = 'AppLcmOpOccStateChangeSubscription';
const CREATION = 'AppIdentifierCreationSubscription';
const DELETION = 'AppIdentifierDeletionSubscription';

describe('subscriptions to application instances', () => {
  const { api } = usePlatform({ environment: { MEC_CALLBACK_HOSTS: '127.0.0.1' } });

  it.each([
    [{ subscriptionType: STATE, appInstanceState: 'STOPPED', appInstanceSubscriptionFilter: { appInstSelectorType: 1, appInstances: ['a'] } }, { appInstanceState: ['STOPPED'] }],
    [{ subscriptionType: OPERATION, appLcmOpOccSubscriptionFilter: { notificationTypes: 'AppLcmOpOccNotification', operationTypes: 'OPERATE', operationStates: ['FAILED'] } },
      { appLcmOpOccSubscriptionFilter: { notificationTypes: ['AppLcmOpOccNotification'], operationTypes: ['OPERATE'], operationStates: ['FAILED'] } }],
    [{ subscriptionType: CREATION, appInstanceSubscriptionFilter: { appInstSelectorType: 3, appInstances: ['a'] } }, {}],
    [{ subscriptionType: DELETION }, {}],
  ])('are made, shown, listed and ended: %j', async (sent, shown) => {
    const { body, headers } = await api.post(SUBSCRIPTIONS).send({ callbackUri: CALLBACK, ...sent }).expect(201);
    const { id } = body as { id: string };
    const href = `${ROOT}${SUBSCRIPTIONS}/${id}`;
    expect(body).toEqual({ id, callbackUri: CALLBACK, ...sent, ...shown, _links: { self: { href } } });
    expect(headers).toMatchObject({ location: href, 'openmep-runtime': 'none' });
    const { headers: read } = await api.get(pathOf(href)).expect(200, body as object);
    await api.get(pathOf(href)).set('If-None-Match', read['etag'] as string).expect(304, '');
    for (const name of ['subscriptiontype', 'subscriptionType', 'subscription_type'])
      expect((await api.get(SUBSCRIPTIONS).query({ [name]: sent.subscriptionType }).expect(200)).body).toMatchObject({ _links: { subscriptions: [{ href, subscriptionType: sent.subscriptionType }] } });
    const { headers: listed } = await api.get(SUBSCRIPTIONS).expect(200);
    await api.get(SUBSCRIPTIONS).set('If-None-Match', listed['etag'] as string).expect(304, '');
    await api.delete(pathOf(href)).set('If-Match', '"other"').expect(412);
    await api.delete(pathOf(href)).set('If-Match', read['etag'] as string).expect(204);
    await api.get(pathOf(href)).expect(404);
  });

  it.each([
    [{ subscriptionType: STATE, appInstanceSubscriptionFilter: { appInstSelectorType: 1 } }, '/appInstanceSubscriptionFilter lacks the attribute appInstances'],
    [{ subscriptionType: STATE, appInstanceSubscriptionFilter: { appInstSelectorType: 4, appInstances: ['a'] } }, '/appInstanceSubscriptionFilter lacks the attribute appsFromProviders'],
    [{ subscriptionType: DELETION, appInstanceSubscriptionFilter: { appInstSelectorType: 2, appInstances: ['a'], appsFromProviders: [{ appProvider: 'b' }] } }, '/appInstanceSubscriptionFilter/appsFromProviders is not for'],
    [{ subscriptionType: CREATION, appInstanceSubscriptionFilter: { appInstSelectorType: 2, appInstances: ['a'] } }, '/appInstanceSubscriptionFilter/appInstSelectorType must be 3 or 4'],
    [{ subscriptionType: OPERATION, appLcmOpOccSubscriptionFilter: { operationTypes: ['OPERATE'] } }, '/appLcmOpOccSubscriptionFilter/operationTypes needs notificationTypes'],
    [{ subscriptionType: OPERATION, appLcmOpOccSubscriptionFilter: { appInstanceSubscriptionFilter: { appInstSelectorType: 3 } } }, '/appLcmOpOccSubscriptionFilter/appInstanceSubscriptionFilter lacks'],
    [{ subscriptionType: 'Other' }, '/subscriptionType must be one of'],
  ])('are refused with %j', async (changes, detail) => {
    const { body } = await api.post(SUBSCRIPTIONS).send({ callbackUri: CALLBACK, ...changes }).expect(400);
    expect((body as { detail: string }).detail).toContain(`The body${detail}`);
  });

  it('are refused where notifications may not go, and with two names of one parameter', async () => {
    await api.post(SUBSCRIPTIONS).send({ callbackUri: 'http://elsewhere.test/', subscriptionType: DELETION }).expect(422);
    await api.get(`${SUBSCRIPTIONS}?subscriptiontype=${DELETION}&subscriptionType=${DELETION}`).expect(400);
    await api.get(`${SUBSCRIPTIONS}?subscriptiontype=Other`).expect(400);
  });
});

describe('notifications of application instances', () => {
  const { api } = usePlatform();

  it('tell each subscriber what it wants to know', async () => {
    const sink = await startCallbackSink<AppLcmNotification>({ document: 'mec010-2-app-lifecycle', operationId: 'notificationPOST' });
    const subscribe = async (name: string, content: object): Promise<string> => {
      const { body } = await api.post(SUBSCRIPTIONS).send({ callbackUri: sink.url(name), ...content }).expect(201);
      return (body as { id: string }).id;
    };
    const { appDId, appPkgId } = await onboardApplication(api);
    const creationId = await subscribe('created', { subscriptionType: CREATION, appInstanceSubscriptionFilter: { appInstSelectorType: 3, appInstances: [appDId] } });
    await subscribe('created-elsewhere', { subscriptionType: CREATION, appInstanceSubscriptionFilter: { appInstSelectorType: 3, appInstances: ['other'] } });
    const { id } = await createInstance(api, appDId, { appInstanceName: 'north' });
    const provider = { appProvider: 'Example', appProducts: [{ appName: 'camera', versions: [{ appSoftVersion: '1.2.0', appDVersion: ['1.0'] }] }] };
    const stateId = await subscribe('states', { subscriptionType: STATE, appInstanceSubscriptionFilter: { appInstSelectorType: 4, appsFromProviders: [provider] } });
    await subscribe('stopped', { subscriptionType: STATE, appInstanceState: ['STOPPED'], appInstanceSubscriptionFilter: { appInstSelectorType: 2, appInstances: ['north'] } });
    await subscribe('none', { subscriptionType: STATE, appInstanceSubscriptionFilter: { appInstSelectorType: 4, appsFromProviders: [{ ...provider, appProducts: [{ appName: 'other' }] }] } });
    const operationId = await subscribe('operations', { subscriptionType: OPERATION });
    await subscribe('ends', { subscriptionType: OPERATION, appLcmOpOccSubscriptionFilter: { notificationTypes: [], operationTypes: ['OPERATE', 'TERMINATE'], operationStates: ['COMPLETED'], appInstanceSubscriptionFilter: { appInstSelectorType: 1, appInstances: [id] } } });
    await subscribe('deleted', { subscriptionType: DELETION, appInstanceSubscriptionFilter: { appInstSelectorType: 1, appInstances: [id] } });

    const { id: appLcmOpOccId } = await perform(api, id, 'instantiate');
    await perform(api, id, 'operate', { changeStateTo: 'STOPPED' });
    await perform(api, id, 'terminate', FORCEFUL);
    await api.delete(`${INSTANCES}/${id}`).expect(204);
    await eventually(() => expect([sink.at('deleted').length, sink.at('ends').length, sink.at('operations').length, sink.at('states').length]).toEqual([1, 2, 9, 3]));

    const common = (subscriptionId: string) => ({ id: expect.any(String) as string, subscriptionId, timeStamp: expect.any(Object) as object });
    const link = (subscriptionId: string) => ({ subscription: { href: `${ROOT}${SUBSCRIPTIONS}/${subscriptionId}` } });
    const appInstance = { href: `${ROOT}${INSTANCES}/${id}` };
    expect(sink.at('created')).toEqual([{ ...common(creationId), notificationType: CREATION, appInstanceId: id, _links: { ...link(creationId), appInstance } }]);
    const states = (name: string) => sink.at(name).map((one) => (one as { appInstanceState: string }).appInstanceState);
    expect([states('states'), states('stopped')]).toEqual([['STARTED', 'STOPPED', 'NOT_INSTANTIATED'], ['STOPPED']]);
    expect(sink.at('states')[0]).toEqual({ ...common(stateId), notificationType: STATE, appInstanceState: 'STARTED', appInstanceId: id, appPkgId, appDId, _links: link(stateId) });
    const appLcmOpOcc = { href: `${ROOT}${OPERATIONS}/${appLcmOpOccId}` };
    expect(sink.at('operations').slice(0, 3)).toEqual(['STARTING', 'PROCESSING', 'COMPLETED'].map((operationState) => ({
      ...common(operationId), notificationType: OPERATION, operationType: 'INSTANTIATE', operationState, appLcmOpOccId, appInstanceId: id, _links: { ...link(operationId), appInstance, appLcmOpOcc },
    })));
    expect([sink.at('created-elsewhere'), sink.at('none')]).toEqual([[], []]);
    expect(sink.at('states')[1]!.id).toBe(sink.at('stopped')[0]!.id);
  });

  it('are repeated until somebody takes them', async () => {
    const sink = await startCallbackSink<AppLcmNotification>({ document: 'mec010-2-app-lifecycle', operationId: 'notificationPOST' });
    sink.answerNext({ status: 500 }, { status: 200 });
    await api.post(SUBSCRIPTIONS).send({ callbackUri: sink.url(), subscriptionType: DELETION }).expect(201);
    await api.delete(`${INSTANCES}/${await newInstance(api)}`).expect(204);
    await eventually(() => expect(sink.at()).toHaveLength(2));
    expect(sink.at()[1]).toEqual(sink.at()[0]);
  });
});
