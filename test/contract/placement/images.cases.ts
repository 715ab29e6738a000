import { image, layoutArchive, type TestImage } from '../../support/placement/image-archives.js';
import { placementPath } from '../../support/placement/placement.js';
import { usePlatform } from '../../support/use-platform.js';

interface Shown {
  digest: string;
  names: string[];
  storedAt: string;
}

describe('images of the library', () => {
  const { api } = usePlatform();
  const path = placementPath('images');
  const post = (one: TestImage | Buffer, query: object = { repository: 'nginx' }) => api.post(path).query(query).set('Content-Type', 'application/x-tar').send(Buffer.isBuffer(one) ? one : layoutArchive(one));
  const listed = async (query: object = {}) => (await api.get(path).query(query).expect(200)).body as Shown[];

  beforeEach(async () => {
    for (const { digest } of await listed()) await api.delete(placementPath('images', digest)).expect(204);
  });

  it('are there when they are put in, where Location says', async () => {
    const { body, headers } = await post(image('base', 'nginx')).expect(201);
    const shown = body as Shown;
    expect(shown).toMatchObject({ names: ['nginx:latest'], architecture: 'amd64', os: 'linux', applications: [] });
    expect(Math.abs(Date.parse(shown.storedAt) - Date.now())).toBeLessThan(60_000);
    expect(headers['location']).toBe(`http://mep.test:8080${placementPath('images', shown.digest)}`);
    expect((await api.get(placementPath('images', shown.digest)).expect(200, shown)).headers['etag']).toBe(headers['etag']);
    expect(await listed()).toEqual([shown]);
  });

  it('of a version that is there already are answered 200 and not stored again (¶113); a name means the last version', async () => {
    const first = (await post(image('a')).expect(201)).body as Shown;
    expect((await post(image('a')).expect(200)).body).toEqual(first);
    expect((await post(image('a'), { repository: 'web/nginx', tag: '1.2' }).expect(200)).body).toEqual({ ...first, names: ['nginx:latest', 'web/nginx:1.2'] });
    const second = (await post(image('b')).expect(201)).body as Shown;
    expect((await listed({ repository: 'nginx' })).map(({ digest }) => digest)).toEqual([second.digest]);
    expect((await listed({ repository: 'web/nginx' })).map(({ names }) => names)).toEqual([['web/nginx:1.2']]);
    expect(await listed({ repository: 'web' })).toEqual([]);
    await api.get(path).query({ repository: 'UPPER' }).expect(400);
  });

  it('are sent as an archive that the library takes again', async () => {
    const { digest } = (await post(image('a', 'b')).expect(201)).body as Shown;
    const { body, headers } = await api.get(placementPath('images', digest, 'archive')).buffer(true).parse((answer, done) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => done(null, Buffer.concat(pieces)));
    }).expect(200);
    expect(headers['content-type']).toBe('application/x-tar');
    await api.delete(placementPath('images', digest)).expect(204);
    expect((await post(body as unknown as Buffer).expect(201)).body).toMatchObject({ digest });
  });

  it('that are no image archive are answered 422, and leave nothing', async () => {
    for (const content of [Buffer.from('no tar file'), Buffer.alloc(1024)]) await post(content).expect(422);
    expect(await listed()).toEqual([]);
  });

  it.each<[string, object]>([['no repository', {}], ['a repository in upper case', { repository: 'Nginx' }], ['a tag with a slash', { repository: 'nginx', tag: 'a/b' }]])('with %s are answered 400', async (_fault, query) => {
    await post(image('a'), query).expect(400);
  });

  it('that are too large, as the client says, are answered 413 before they come', async () => {
    await api.post(path).query({ repository: 'nginx' }).set('Content-Type', 'application/x-tar').set('Content-Length', String(8 * 1024 ** 3 + 1)).expect(413);
  });

  it('that are not there are answered 404, and digests that are none 400', async () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    const paths = (name: string) => [api.get(placementPath('images', name)), api.get(placementPath('images', name, 'archive')), api.delete(placementPath('images', name))];
    for (const sent of paths(digest)) expect((await sent.expect(404)).body.detail).toBe(`There is no image ${digest} in the library.`);
    for (const sent of paths('sha256:0')) await sent.expect(400);
  });
});
