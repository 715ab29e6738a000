import { startCallbackSink } from '../../support/callback-sink.js';
import { eventually } from '../../support/eventually.js';
import { descriptor, packageFile } from '../../support/packages/package-file.js';
import { announce, discard, onboard, PACKAGES, setState, SUBSCRIPTIONS } from '../../support/packages/packages.js';
import { pathOf } from '../../support/service-management.js';
import { usePlatform } from '../../support/use-platform.js';
import type { components } from '../../../src/generated/mec010-2-app-package.js';

type AppPkgNotification = components['schemas']['AppPkgNotification'];

const ROOT = 'http://mep.test:8080';
const CALLBACK = 'http://127.0.0.1:9/';

describe('subscriptions to packages', () => {
  const { api } = usePlatform({ environment: { MEC_CALLBACK_HOSTS: '127.0.0.1' } });
  const onboarding = { callbackUri: CALLBACK, subscriptionType: 'AppPackageOnBoardingSubscription' };

  it('are made, shown, listed and ended', async () => {
    const { body, headers } = await api.post(SUBSCRIPTIONS).send({ ...onboarding, appPkgFilter: [{ appName: 'camera' }] }).expect(201);
    const { id } = body as { id: string };
    const href = `${ROOT}${SUBSCRIPTIONS}/${id}`;
    expect(body).toEqual({ id, ...onboarding, _links: { self: { href } } });
    expect(headers['location']).toBe(href);
    expect((await api.get(pathOf(href)).expect(200)).body).toEqual(body);
    const { body: list } = await api.get(SUBSCRIPTIONS).expect(200);
    expect(list).toEqual({ _links: { self: { href: `${ROOT}${SUBSCRIPTIONS}` }, subscriptions: [{ href, subscriptionType: 'AppPackageOnBoardingSubscription' }] } });
    await api.get(pathOf(href)).set('If-None-Match', headers['etag'] as string).expect(304, '');
    await api.delete(pathOf(href)).set('If-Match', '"other"').expect(412);
    await api.delete(pathOf(href)).set('If-Match', headers['etag'] as string).expect(204);
    await api.get(pathOf(href)).expect(404);
    await api.delete(pathOf(href)).expect(404);
    const { headers: listed } = await api.get(SUBSCRIPTIONS).expect(200);
    await api.get(SUBSCRIPTIONS).set('If-None-Match', listed['etag'] as string).expect(304, '');
  });

  it.each([
    [{ appPkgFilter: [{ appPkgInfoId: 'a', appDId: 'b' }] }, '/appPkgFilter/0 has appPkgInfoId and appDId, which exclude each other.'],
    [{ appPkgFilter: [{}, { usageState: 'IN_USE' }] }, '/appPkgFilter/1/usageState is for subscriptions of type AppPackageChangeSubscription only.'],
    [{ callbackUri: 'ftp://127.0.0.1/' }, '/callbackUri must be an absolute http or https URL.'],
    [{ subscriptionType: 'AppPackage' }, '/subscriptionType must be one of'],
  ])('are refused with %j', async (changes, detail) => {
    const { body } = await api.post(SUBSCRIPTIONS).send({ ...onboarding, ...changes }).expect(400);
    expect((body as { detail: string }).detail).toContain(`The body${detail}`);
  });

  it('are refused where notifications may not go', async () => {
    const { body } = await api.post(SUBSCRIPTIONS).send({ ...onboarding, callbackUri: 'http://elsewhere.test/' }).expect(422);
    expect(body).toMatchObject({ detail: 'The body/callbackUri names the host elsewhere.test, to which this platform sends no notifications.' });
  });
});

describe('notifications of packages', () => {
  const { api } = usePlatform();

  it('tell each subscriber what it wants to know', async () => {
    const sink = await startCallbackSink<AppPkgNotification>({ document: 'mec010-2-app-package', operationId: 'notificationPOST' });
    const subscribe = async (name: string, subscriptionType: string, appPkgFilter?: object[]): Promise<string> => {
      const { body } = await api.post(SUBSCRIPTIONS).send({ callbackUri: sink.url(name), subscriptionType, ...(appPkgFilter && { appPkgFilter }) }).expect(201);
      return (body as { id: string }).id;
    };
    const subscriptionId = await subscribe('onboarded', 'AppPackageOnBoardingSubscription', [{ appDId: 'none' }, { appName: 'camera', appProvider: 'Example' }]);
    await subscribe('same', 'AppPackageOnBoardingSubscription', []);
    await subscribe('other', 'AppPackageOnBoardingSubscription', [{ appName: 'other' }]);
    await subscribe('changed', 'AppPackageChangeSubscription');
    await subscribe('disabled', 'AppPackageChangeSubscription', [{ operationalState: 'DISABLED', usageState: 'NOT_IN_USE' }]);
    await subscribe('deleted', 'AppPackageDeletionSubscription', [{ appDVersion: '1.0', appSoftwareVersion: '1.2.0' }]);

    const { id: appPkgId } = await onboard(api, packageFile({ appD: descriptor({ appDId: 'told' }) }));
    for (const state of ['DISABLED', 'ENABLED', 'ENABLED']) await setState(api, appPkgId, state);
    await discard(api, appPkgId);

    await eventually(() => expect(sink.at('deleted')).toHaveLength(1));
    await eventually(() => expect(sink.at('changed').map(({ notificationType }) => notificationType)).toEqual(['AppPackageDisabled', 'AppPackageEnabled', 'AppPackageDisabled']));
    const [told] = sink.at('onboarded');
    expect(told).toEqual({
      id: expect.any(String) as string,
      notificationType: 'AppPackageOnBoarded',
      subscriptionId,
      timeStamp: { seconds: expect.any(Number) as number, nanoSeconds: expect.any(Number) as number },
      appPkgId,
      appDId: 'told',
      operationalState: 'ENABLED',
      _links: { subscription: { href: `${ROOT}${SUBSCRIPTIONS}/${subscriptionId}` } },
    });
    expect(sink.at('same').map(({ id }) => id)).toEqual([told!.id]);
    expect(sink.at('other')).toEqual([]);
    expect(sink.at('disabled').map(({ notificationType }) => notificationType)).toEqual(['AppPackageDisabled', 'AppPackageDisabled']);
    expect(sink.at('deleted')[0]).toMatchObject({ notificationType: 'AppPackageDeleted', operationalState: 'DISABLED' });
    expect(new Set(sink.received.map(({ body }) => body.id)).size).toBe(5);
  });

  it('are silent about packages that were never onboarded', async () => {
    const sink = await startCallbackSink<AppPkgNotification>({ document: 'mec010-2-app-package', operationId: 'notificationPOST' });
    sink.answerNext({ status: 500 }, { status: 200 });
    await api.post(SUBSCRIPTIONS).send({ callbackUri: sink.url(), subscriptionType: 'AppPackageDeletionSubscription' }).expect(201);
    await api.delete(`${PACKAGES}/${await announce(api, Buffer.from('x'))}`).expect(204);
    const { id } = await onboard(api, packageFile({ appD: descriptor({ appDId: 'loud' }) }));
    await discard(api, id);
    await eventually(() => expect(sink.at().map(({ appDId }) => appDId)).toEqual(['loud', 'loud']));
  });
});
