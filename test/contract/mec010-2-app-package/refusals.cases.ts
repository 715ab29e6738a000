import { announcement, ONBOARDED_PACKAGES, PACKAGES, SUBSCRIPTIONS } from '../../support/packages/packages.js';
import { describeRefusals } from '../../support/refusals.js';
import { usePlatform } from '../../support/use-platform.js';

const BODIES = ['[]', '7', '"text"', 'null', '{', ''];

describe('what is refused at app_pkgm', () => {
  const { api } = usePlatform();
  const collections = [PACKAGES, ONBOARDED_PACKAGES];

  const subscription = { callbackUri: 'http://127.0.0.1:9/', subscriptionType: 'AppPackageChangeSubscription' };

  describeRefusals(
    api,
    [
      ...collections.flatMap((collection) => [
        { method: 'get' as const, name: collection, path: () => collection },
        { method: 'post' as const, name: collection, path: () => collection, body: () => announcement(Buffer.from('x')) },
        { method: 'delete' as const, name: `a package of ${collection}`, path: () => `${collection}/nothing` },
      ]),
      { method: 'get', name: 'the subscriptions', path: () => SUBSCRIPTIONS },
      { method: 'post', name: 'the subscriptions', path: () => SUBSCRIPTIONS, body: () => subscription },
    ],
    'unused',
  );

  it('what it cannot answer with', async () => {
    const { headers } = await api.post(SUBSCRIPTIONS).send(subscription).expect(201);
    for (const path of [SUBSCRIPTIONS, new URL(headers['location'] as string).pathname]) await api.get(path).set('Accept', 'text/csv').expect(406);
    await api.post(SUBSCRIPTIONS).set('Accept', 'text/csv').send(subscription).expect(406);
  });

  it.each(collections)('content that is no package: POST %s', async (path) => {
    for (const body of BODIES) await api.post(path).set('Content-Type', 'application/json').send(body).expect(400);
    const { body } = await api.post(path).send({ appPkgName: '', appPkgVersion: 1, checksum: { algorithm: 'SHA-256', hash: 'x y' } }).expect(400);
    const places = (body as { faults: { place: string }[] }).faults.map(({ place }) => place);
    expect(places).toEqual(expect.arrayContaining(['', '/appPkgName', '/appPkgVersion', '/checksum/hash']));
    await api.post(path).set('Content-Type', 'text/plain').send('x').expect(415);
    await api.post(path).set('Accept', 'text/csv').send({}).expect(406);
  });

  it.each(collections)('what is not there: %s', async (path) => {
    await api.get(`${path}/nothing`).expect(404);
    await api.patch(`${path}/nothing`).send({ operationalState: 'ENABLED' }).expect(404);
    await api.delete(`${path}/nothing`).expect(404);
    await api.get(`${path}/nothing/appd`).expect(404);
    await api.get(`${path}/nothing/package_content`).expect(404);
    await api.put(`${path}/nothing/package_content`).set('Content-Type', 'application/zip').send(Buffer.from('x')).expect(404);
  });

  it.each(collections)('another state: %s', async (path) => {
    await api.patch(`${path}/nothing`).send({ operationalState: 'PAUSED' }).expect(400);
    await api.patch(`${path}/nothing`).send({}).expect(400);
    await api.patch(`${path}/nothing`).set('Content-Type', 'text/plain').send('x').expect(415);
  });

  it('queries that it does not know', async () => {
    for (const path of [`${PACKAGES}/nothing`, `${PACKAGES}/nothing/package_content`, SUBSCRIPTIONS, `${SUBSCRIPTIONS}/nothing`]) await api.get(`${path}?colour=red`).expect(400);
    await api.delete(`${PACKAGES}/nothing?colour=red`).expect(400);
  });

  it('methods that a resource lacks', async () => {
    expect((await api.put(PACKAGES).send({}).expect(405)).headers['allow']).toContain('POST');
    await api.patch(`${SUBSCRIPTIONS}/nothing`).send({}).expect(405);
    await api.post('/app_pkgm/v1/user_defined_notification').send({}).expect(404);
  });
});
