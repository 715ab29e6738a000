import { ONBOARDED_PACKAGES, PACKAGES, SUBSCRIPTIONS } from '../../support/packages/packages.js';
import { usePlatform } from '../../support/use-platform.js';

const BODIES = ['[]', '7', '"text"', 'null', '{', ''];

describe('what is refused at app_pkgm', () => {
  const { api } = usePlatform();
  const collections = [PACKAGES, ONBOARDED_PACKAGES];

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
