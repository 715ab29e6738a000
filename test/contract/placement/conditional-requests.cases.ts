import { image, layoutArchive } from '../../support/placement/image-archives.js';
import { clear, cloud, placementPath, putClouds } from '../../support/placement/placement.js';
import { describeConditionalPut, describeConditionalRead, describeConditionalWrite } from '../../support/preconditions.js';
import { usePlatform } from '../../support/use-platform.js';

describe('conditional requests to placement', () => {
  const { api } = usePlatform();
  const ofCloud = () => placementPath('clouds', 'edge-x');
  const ofLink = () => placementPath('links', 'l');
  const ofArea = () => placementPath('areas', 'a');
  const policy = () => placementPath('policy');
  const area = { clouds: ['fog-n'], cells: ['c'] };
  let digest = '';
  const ofImage = () => placementPath('images', digest);

  beforeEach(async () => {
    await clear(api);
    await putClouds(api, 'edge-n', 'edge-x', 'fog-n');
    await api.put(ofLink()).send({ clouds: ['edge-n', 'fog-n'] }).expect(201);
    await api.put(ofArea()).send(area).expect(201);
    await api.put(policy()).send({}).expect(200);
    const { body } = await api.post(placementPath('images')).query({ repository: 'nginx' }).set('Content-Type', 'application/x-tar').send(layoutArchive(image('a')));
    digest = (body as { digest: string }).digest;
  });

  describeConditionalRead(api, { name: 'the clouds', path: () => placementPath('clouds') });
  describeConditionalRead(api, { name: 'a cloud', path: ofCloud });
  describeConditionalRead(api, { name: 'the links', path: () => placementPath('links') });
  describeConditionalRead(api, { name: 'a link', path: ofLink });
  describeConditionalRead(api, { name: 'the areas', path: () => placementPath('areas') });
  describeConditionalRead(api, { name: 'an area', path: ofArea });
  describeConditionalRead(api, { name: 'the images', path: () => placementPath('images') });
  describeConditionalRead(api, { name: 'an image', path: ofImage });
  describeConditionalRead(api, { name: 'the policy', path: policy });
  describeConditionalPut(api, { name: 'PUT of a cloud', path: ofCloud, send: (to) => api.put(to).send(cloud({ name: 'new' })), status: 200 });
  describeConditionalWrite(api, { name: 'DELETE of a cloud', path: ofCloud, send: (to) => api.delete(to), status: 204 });
  describeConditionalPut(api, { name: 'PUT of a link', path: ofLink, send: (to) => api.put(to).send({ clouds: ['edge-n', 'fog-n'], distance: 7 }), status: 200 });
  describeConditionalWrite(api, { name: 'DELETE of a link', path: ofLink, send: (to) => api.delete(to), status: 204 });
  describeConditionalPut(api, { name: 'PUT of an area', path: ofArea, send: (to) => api.put(to).send({ ...area, name: 'new' }), status: 200 });
  describeConditionalWrite(api, { name: 'DELETE of an area', path: ofArea, send: (to) => api.delete(to), status: 204 });
  describeConditionalWrite(api, { name: 'DELETE of an image', path: ofImage, send: (to) => api.delete(to), status: 204 });
  describeConditionalWrite(api, { name: 'PUT of the policy', path: policy, send: (to) => api.put(to).send({ tries: 9 }), status: 200 });

  it('PUT of what is not there fits no tag, and is carried out unless there is any', async () => {
    for (const [path, body] of [[placementPath('clouds', 'new'), cloud()], [placementPath('links', 'new'), { clouds: ['edge-x', 'fog-n'] }], [placementPath('areas', 'new'), area]] as const) {
      expect((await api.put(path).set('If-Match', '*').send(body).expect(412)).body.detail).toContain('no representation yet');
      await api.get(path).expect(404);
      await api.put(path).set('If-None-Match', '*').send(body).expect(201);
    }
  });
});
