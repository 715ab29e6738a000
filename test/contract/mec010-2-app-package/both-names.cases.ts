import request from 'supertest';
import { descriptor, packageFile } from '../../support/packages/package-file.js';
import { announcement, type AppPkgInfo, binary, examined, ONBOARDED_PACKAGES, PACKAGES } from '../../support/packages/packages.js';
import { usePlatform } from '../../support/use-platform.js';

/** What is right under one name of a package is right under the other: the life of a package under each, with all that can be answered on its way. */
describe.each([
  ['app_packages', PACKAGES],
  ['onboarded_app_packages', ONBOARDED_PACKAGES],
])('a package under the name %s', (name, collection) => {
  const { api, platform } = usePlatform();
  const appDId = `life-${name}`;
  let content: Buffer;
  let id: string;
  let path: string;

  it('begins', async () => {
    content = await packageFile({ appD: descriptor({ appDId }) });
    const { headers } = await api.get(collection).expect(200);
    await api.get(collection).set('If-None-Match', headers['etag'] as string).expect(304, '');
    await api.get(`${collection}?filter=x`).expect(400);
    await api.get(collection).set('Accept', 'text/csv').expect(406);
    const body = announcement(content);
    id = ((await api.post(collection).send(body).expect(201)).body as AppPkgInfo).id;
    await api.post(collection).send(body).expect(409);
    await api.post(collection).send({ ...body, appPkgName: 'other', checksum: { algorithm: 'CRC', hash: '00' } }).expect(422);
    await api.post(collection).send({}).expect(400);
    await api.post(collection).set('Accept', 'text/csv').send(body).expect(406);
    path = `${collection}/${id}`;
  });

  it('waits for its content', async () => {
    await api.patch(path).send({ operationalState: 'ENABLED' }).expect(409);
    for (const part of ['appd', 'package_content']) await api.get(`${path}/${part}`).expect(409);
    const put = () => api.put(`${path}/package_content`).set('Content-Type', 'application/zip');
    await api.put(`${path}/package_content`).send({}).expect(415);
    await put().set('Accept', 'text/csv').send(content).expect(202);
    await examined(api, id);
    await put().send(content).expect(409);
  });

  it('refuses content that is empty or too large before it has come', async () => {
    const { id: other } = (await api.post(collection).send(announcement(content)).expect(201)).body as AppPkgInfo;
    const put = (length: number) => api.put(`${collection}/${other}/package_content`).set({ 'Content-Type': 'application/zip', 'Content-Length': String(length) });
    await put(0).expect(400);
    await put(3 * 2 ** 30).send(content).expect(413);
    expect((await api.get(`${collection}/${other}`).expect(200)).body).toMatchObject({ onboardingState: 'CREATED' });
  });

  it('is read', async () => {
    for (const part of ['', '/appd', '/package_content']) {
      const whole = api.get(`${path}${part}`);
      const { headers } = await (part === '/package_content' ? whole.buffer().parse(binary) : whole).expect(200);
      await api.get(`${path}${part}`).set('If-None-Match', headers['etag'] as string).expect(304, '');
      await api.get(`${path}${part}`).set('If-None-Match', 'x').expect(400);
      await api.get(`${path}${part}`).set('Accept', 'text/csv').expect(406);
      await api.get(`${collection}/nothing${part}`).expect(404);
    }
    await api.get(`${path}/package_content`).set('Range', 'bytes=0-0').buffer().parse(binary).expect(206);
    await api.get(`${path}/package_content`).set('Range', 'bytes=99999999-').expect(416);
  });

  it('changes', async () => {
    await api.patch(path).set('If-Match', '"x"').send({ operationalState: 'DISABLED' }).expect(412);
    await api.patch(path).set('Accept', 'text/csv').send({ operationalState: 'DISABLED' }).expect(406);
    await api.patch(path).send({ operationalState: 'OFF' }).expect(400);
    await api.patch(`${collection}/nothing`).send({ operationalState: 'DISABLED' }).expect(404);
    await api.delete(path).expect(409);
    await api.patch(path).send({ operationalState: 'DISABLED' }).expect(200);
  });

  it('ends', async () => {
    await api.delete(path).set('If-Match', '"x"').expect(412);
    await api.delete(`${path}?colour=red`).expect(400);
    await api.delete(path).expect(204);
    await api.delete(path).expect(404);
    await api.put(`${path}/package_content`).set('Content-Type', 'application/zip').send(content).expect(404);
    await request(platform.http).get(`${collection}/${appDId}`).expect(404);
  });
});
