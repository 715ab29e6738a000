import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blob, blobsOf, configOf, digestOf, image, indexOf, json, layoutArchive, manifestDescriptor, manifestOf, savedArchive, tarFile } from '../../support/placement/image-archives.js';
import { blobsIn, listedIn } from '../../support/placement/library-folder.js';
import { allOf, inPieces, MYSQL, NGINX, startLibrary, temporaryFolder } from '../../support/placement/memory-library.js';

const WEB = image('base', 'web');
const LATER = image('base', 'web', 'mended');
const hexOf = (content: Buffer | string) => digestOf(content).slice(7);

describe('an image in the library', () => {
  it('of an OCI image layout is kept as it is', async () => {
    const { library, folder, clock } = await startLibrary();
    const { image: kept, isNew } = await library.put(NGINX, inPieces(layoutArchive(WEB)));
    expect(isNew).toBe(true);
    expect(kept).toEqual({
      digest: digestOf(manifestOf(WEB)),
      configDigest: digestOf(configOf(WEB)),
      names: ['nginx:latest'],
      architecture: 'amd64',
      os: 'linux',
      sizeBytes: configOf(WEB).length + 'baseweb'.length,
      storedAt: clock.now(),
      blobs: [manifestOf(WEB), configOf(WEB), 'base', 'web'].map(digestOf),
    });
    expect(blobsIn(folder)).toEqual([manifestOf(WEB), configOf(WEB), 'base', 'web'].map(hexOf).sort());
    expect(listedIn(folder)).toEqual({ names: ['nginx:latest'], digests: [kept.digest] });
  });

  it('of an archive of docker save gets a manifest, the same one each time', async () => {
    const one = await startLibrary();
    const other = await startLibrary();
    const { image: kept } = await one.library.put(NGINX, inPieces(savedArchive(WEB)));
    expect((await other.library.put(MYSQL, inPieces(savedArchive(WEB), 10_000))).image.digest).toBe(kept.digest);
    expect(kept).toMatchObject({ configDigest: digestOf(configOf(WEB)), sizeBytes: configOf(WEB).length + 'baseweb'.length });
    expect(JSON.parse(readFileSync(join(one.folder, 'blobs', kept.digest.replace(':', '/')), 'utf8'))).toMatchObject({
      layers: [
        { mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: digestOf('base'), size: 4 },
        { mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: digestOf('web'), size: 3 },
      ],
    });
    expect(listedIn(one.folder).names).toEqual(['nginx:latest']);
  });

  it('of docker save may have a layer twice, as a link', async () => {
    const { library, folder } = await startLibrary();
    const { image: kept } = await library.put(NGINX, inPieces(savedArchive(image('base', 'empty', 'base', 'empty'))));
    expect(kept.sizeBytes).toBe(configOf(image('base', 'empty', 'base', 'empty')).length + 'baseempty'.length);
    const [saved] = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as [{ Layers: string[] }];
    expect(saved.Layers.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(['base', 'empty', 'base', 'empty']);
  });

  it('may have layers with compression in an OCI image layout: they stay as they are', async () => {
    const { library, folder } = await startLibrary();
    const { image: kept } = await library.put(NGINX, inPieces(layoutArchive(WEB, true)));
    expect(kept.digest).toBe(digestOf(manifestOf(WEB, true)));
    expect(listedIn(folder).digests).toEqual([kept.digest]);
  });

  it('is found behind an index, beside what is said about it and images that are elsewhere', async () => {
    const { library } = await startLibrary();
    const about = image('signature');
    const inner = JSON.stringify({
      manifests: [manifestDescriptor(WEB), { ...manifestDescriptor(about), platform: { os: 'unknown', architecture: 'unknown' } }, manifestDescriptor(image('not here'))],
    });
    const index = indexOf({ mediaType: 'application/vnd.oci.image.index.v1+json', digest: digestOf(inner), size: inner.length }, manifestDescriptor(WEB));
    const { image: kept } = await library.put(NGINX, inPieces(tarFile([...blobsOf(WEB), ...blobsOf(about), blob(inner), index])));
    expect(kept.digest).toBe(digestOf(manifestOf(WEB)));
  });

  it('goes by its OCI image layout where the archive is of both kinds', async () => {
    const { library } = await startLibrary();
    const both = tarFile([...blobsOf(WEB), indexOf(manifestDescriptor(WEB)), json('manifest.json', [{ Config: 'absent', RepoTags: null, Layers: [] }])]);
    expect((await library.put(NGINX, inPieces(both))).image.digest).toBe(digestOf(manifestOf(WEB)));
  });

  it('is stored once per version', async () => {
    const { library, folder, rows } = await startLibrary();
    const first = await library.put(NGINX, inPieces(layoutArchive(WEB)));
    const inode = statSync(join(folder, 'blobs/sha256', hexOf('base'))).ino;
    const index = statSync(join(folder, 'index.json')).ino;
    expect(await library.put(NGINX, inPieces(layoutArchive(WEB)))).toEqual({ image: first.image, isNew: false });
    expect(statSync(join(folder, 'index.json')).ino).toBe(index);
    const renamed = await library.put(MYSQL, inPieces(layoutArchive(WEB)));
    expect(renamed).toMatchObject({ isNew: false, image: { digest: first.image.digest, names: ['mysql:5.7', 'nginx:latest'], storedAt: first.image.storedAt } });
    expect(statSync(join(folder, 'blobs/sha256', hexOf('base'))).ino).toBe(inode);
    expect(rows.state.images).toHaveLength(1);
    expect(listedIn(folder).names).toEqual(['mysql:5.7', 'nginx:latest']);
  });

  it('shares its layers with others, and takes those alone with it that no other has', async () => {
    const { library, folder } = await startLibrary();
    const [one, other] = [await library.put(NGINX, inPieces(layoutArchive(WEB))), await library.put(MYSQL, inPieces(savedArchive(LATER)))];
    expect(blobsIn(folder)).toHaveLength(2 + 2 + 3);
    await library.remove(other.image.digest, () => undefined);
    expect(blobsIn(folder)).toEqual(one.image.blobs.map((digest) => digest.slice(7)).sort());
    await library.remove(one.image.digest, () => undefined);
    expect(blobsIn(folder)).toEqual([]);
    expect(listedIn(folder)).toEqual({ names: [], digests: [] });
  });

  it('loses its name to a later version, and stays', async () => {
    const { library, folder, clock } = await startLibrary();
    const { image: old } = await library.put(NGINX, inPieces(layoutArchive(WEB)));
    await clock.advance(1000);
    const { image: later } = await library.put(NGINX, inPieces(layoutArchive(LATER)));
    expect(library.find(NGINX)).toEqual(later);
    expect(library.get(old.digest)).toEqual({ ...old, names: [] });
    expect(library.find(MYSQL)).toBeUndefined();
    expect(library.images().map(({ digest }) => digest)).toEqual([later.digest, old.digest]);
    expect(listedIn(folder)).toEqual({ names: ['nginx:latest'], digests: [old.digest, later.digest].sort() });
  });

  it('comes out as an archive that can be put in again, and that tar reads', async () => {
    const { library, folder } = await startLibrary();
    const { image: kept } = await library.put(NGINX, inPieces(savedArchive(LATER)));
    await library.put(MYSQL, inPieces(layoutArchive(WEB)));
    const archive = await allOf(await library.archive(kept.digest));
    const unpacked = temporaryFolder();
    execFileSync('tar', ['-C', unpacked, '-x'], { input: archive });
    expect(listedIn(unpacked)).toEqual({ names: ['nginx:latest'], digests: [kept.digest] });
    expect(blobsIn(unpacked)).toEqual(kept.blobs.map((digest) => digest.slice(7)).sort());
    expect(await library.put(NGINX, inPieces(archive))).toEqual({ image: kept, isNew: false });
    expect(listedIn(folder).digests).toHaveLength(2);
  });

  it('with two names is in the index of its archive once, so that tools need not choose', async () => {
    const { library } = await startLibrary();
    for (const name of [NGINX, MYSQL]) await library.put(name, inPieces(layoutArchive(WEB)));
    const unpacked = temporaryFolder();
    execFileSync('tar', ['-C', unpacked, '-x'], { input: await allOf(await library.archive(library.find(NGINX)!.digest)) });
    const read = (name: string): unknown => JSON.parse(readFileSync(join(unpacked, name), 'utf8'));
    expect(read('index.json')).toMatchObject({ manifests: [{ annotations: { 'org.opencontainers.image.ref.name': 'mysql:5.7' } }] });
    expect(read('manifest.json')).toMatchObject([{ RepoTags: ['mysql:5.7', 'nginx:latest'] }]);
  });

  it('is read to its end although it is removed meanwhile', async () => {
    const { library } = await startLibrary();
    const { image: kept } = await library.put(NGINX, inPieces(layoutArchive(WEB)));
    const expected = await allOf(await library.archive(kept.digest));
    const archive = await library.archive(kept.digest);
    await library.remove(kept.digest, () => undefined);
    expect(await allOf(archive)).toEqual(expected);
    await expect(library.archive(kept.digest)).rejects.toMatchObject({ status: 404 });
  });

  it('is not removed while an application uses it, if it is another version of it, or if it is not there', async () => {
    const { library, users, folder } = await startLibrary();
    const { image: kept } = await library.put(NGINX, inPieces(layoutArchive(WEB)));
    users.set(kept.digest, ['shop']);
    await expect(library.remove(kept.digest, () => undefined)).rejects.toMatchObject({ status: 409, detail: 'The image is used by the application shop.' });
    const changed = new Error('changed');
    const refuse = () => {
      throw changed;
    };
    await expect(library.remove(kept.digest, refuse)).rejects.toBe(changed);
    await expect(library.remove(digestOf('other'), () => undefined)).rejects.toMatchObject({ status: 404 });
    expect(listedIn(folder).digests).toEqual([kept.digest]);
  });

  it('that has lost a layer on the disk is whole again when it is put in again', async () => {
    const { library, folder } = await startLibrary();
    const { image: kept } = await library.put(NGINX, inPieces(layoutArchive(WEB)));
    writeFileSync(join(folder, 'blobs/sha256', hexOf('web')), 'w');
    await library.put(NGINX, inPieces(layoutArchive(WEB)));
    expect(listedIn(folder).digests).toEqual([kept.digest]);
  });

  it('comes from one of many who put images in at the same time', async () => {
    const { library, folder } = await startLibrary();
    const layers = Array.from({ length: 8 }, (_, at) => image('base', `layer ${at % 4}`));
    const put = await Promise.all(layers.map((one, at) => library.put({ repository: 'app', tag: `v${at}` }, inPieces(at % 2 ? savedArchive(one) : layoutArchive(one)))));
    expect(put.filter(({ isNew }) => isNew)).toHaveLength(4);
    expect(listedIn(folder).names).toHaveLength(8);
  });
});
