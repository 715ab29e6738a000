import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { blob, blobNameOf, blobsOf, configOf, digestOf, type Entry, image, indexOf, json, layoutArchive, manifestDescriptor, manifestOf, savedArchive, savedEntries, tarFile } from '../../support/placement/image-archives.js';
import { blobsIn, listedIn } from '../../support/placement/library-folder.js';
import { inPieces, MYSQL, NGINX, startLibrary } from '../../support/placement/memory-library.js';

const WEB = image('base', 'web');
const OTHER = image('other');
const KEPT = image('base', 'kept');

/** A layout with these blobs, of which one has other content than its name says. */
const damaged = (name: string): Buffer =>
  tarFile([...blobsOf(WEB).map((entry) => (entry.name === name ? { name, content: Buffer.from(entry.content!.map((byte) => byte ^ 1)) } : entry)), indexOf(manifestDescriptor(WEB))]);

const withManifest = (manifest: unknown, ...others: Entry[]): Buffer => {
  const text = JSON.stringify(manifest);
  return tarFile([...blobsOf(WEB), ...others, blob(text), indexOf({ digest: digestOf(text), size: text.length })]);
};

const withConfig = (config: string): Buffer => withManifest({ config: { digest: digestOf(config), size: config.length }, layers: [] }, blob(config));

const saved = (image: unknown, ...others: unknown[]): Buffer => tarFile([...savedEntries(WEB).slice(0, -1), json('manifest.json', [image, ...others])]);

const replaced = (entries: Entry[], suffix: string, by: Partial<Entry>): Buffer => tarFile(entries.map((entry) => (entry.name.endsWith(suffix) ? { ...entry, ...by } : entry)));

const manifest = JSON.parse(manifestOf(WEB)) as { config: { size: number }; layers: { digest: string; size: number }[] };

const checksum = (archive: Buffer, at: number, text: string): Buffer => Buffer.concat([archive.subarray(0, at), Buffer.from(text), archive.subarray(at + text.length)]);

describe('an archive is refused, and nothing of it is kept, if it', () => {
  it.each<[string, Buffer, RegExp]>([
    ['is empty', Buffer.alloc(0), /is no tar file/],
    ['is no tar file', Buffer.from('no tar file '.repeat(100)), /is no tar file/],
    ['is compressed', gzipSync(layoutArchive(WEB)), /without compression/],
    ['is broken off', layoutArchive(WEB).subarray(0, 2100), /ends before its last file/],
    ['has a size that is no number', checksum(savedArchive(WEB), 124, 'x'.repeat(11)), /no tar file, or a broken one/],
    ['is of another thing', tarFile([{ name: 'readme', content: Buffer.from('hello') }]), /lacks manifest.json/],
    ['names a file outside of it', tarFile([...blobsOf(WEB), { name: '../../index.json', content: Buffer.from('{}') }]), /leads out of it/],
    ['names a file within that leads outside', tarFile([{ name: 'a/../../b', content: Buffer.from('x') }]), /leads out of it/],
    ['names an absolute file', tarFile([{ name: '/etc/passwd', content: Buffer.from('x') }]), /leads out of it/],
    ['names a link outside of it', tarFile([{ name: '../link', type: '2', target: 'x' }]), /leads out of it/],
    ['has a layer that is a link to the host', replaced(savedEntries(WEB), '/layer.tar', { type: '2', target: '/etc/passwd', content: Buffer.alloc(0) }), /lacks .*layer\.tar/],
    ['has a layer that is a link upwards', replaced(savedEntries(WEB), '/layer.tar', { type: '2', target: '../../../../etc/passwd', content: Buffer.alloc(0) }), /lacks .*layer\.tar/],
    ['has a layer that is a link to itself', replaced(savedEntries(WEB), '/layer.tar', { type: '2', target: 'layer.tar', content: Buffer.alloc(0) }), /lacks .*layer\.tar/],
    ['has a layer that is a folder', replaced(savedEntries(WEB), '/layer.tar', { type: '5', content: Buffer.alloc(0) }), /lacks .*layer\.tar/],
    ['holds two images', tarFile([...blobsOf(WEB), ...blobsOf(OTHER), indexOf(manifestDescriptor(WEB), manifestDescriptor(OTHER))]), /holds 2 images; exactly one is needed/],
    ['holds two images of docker save', saved({}, {}), /holds 2 images; exactly one is needed/],
    ['holds none', tarFile([indexOf()]), /holds 0 images/],
    ['holds none of docker save', tarFile([json('manifest.json', [])]), /holds 0 images/],
    ['lacks its manifest', tarFile([indexOf(manifestDescriptor(WEB))]), /holds 0 images/],
    ['lacks a layer', tarFile([...blobsOf(WEB).filter(({ name }) => name !== blobNameOf('web')), indexOf(manifestDescriptor(WEB))]), /lacks blobs\/sha256/],
    ['lacks its configuration', tarFile([...blobsOf(WEB).filter(({ name }) => name !== blobNameOf(configOf(WEB))), indexOf(manifestDescriptor(WEB))]), /lacks blobs\/sha256/],
    ['has another manifest than it says', damaged(blobNameOf(manifestOf(WEB))), /is no JSON/],
    ['has another layer than it says', damaged(blobNameOf('web')), /says that a part is sha256:.* but it is/],
    ['has a manifest with another space', tarFile([...blobsOf(WEB), { name: blobNameOf(manifestOf(WEB)), content: Buffer.from(manifestOf(WEB).replace('\n', ' ')) }, indexOf(manifestDescriptor(WEB))]), /says that a part is/],
    ['has another layer than its configuration says', replaced(savedEntries(WEB), '/layer.tar', { content: Buffer.from('bad') }), /says that a part is/],
    ['has compressed layers and is of docker save', replaced(savedEntries(WEB), '/layer.tar', { content: gzipSync('base') }), /says that a part is/],
    ['has a layer of another size', withManifest({ ...manifest, layers: [{ ...manifest.layers[0], size: 5 }, manifest.layers[1]] }), /has 4 bytes in blobs.* says that there are 5/],
    ['has a layer without size', withManifest({ ...manifest, layers: [{ digest: manifest.layers[0]!.digest }] }), /says that there are undefined/],
    ['has fewer layers than its configuration', withManifest({ ...manifest, layers: manifest.layers.slice(1) }), /has 1 layers, but its configuration names 2/],
    ['has a manifest of another type', withManifest({ ...manifest, mediaType: { not: 'text' } }), /has a manifest of the type/],
    ['names a layer by a path', withManifest({ ...manifest, layers: [{ digest: '../../../etc/passwd', size: 4 }] }), /no SHA-256 digest/],
    ['names a layer by another algorithm', withManifest({ ...manifest, layers: [{ digest: `sha512:${'0'.repeat(128)}`, size: 4 }] }), /no SHA-256 digest/],
    ['has a text of layers', withManifest({ ...manifest, layers: 'all' }), /no document of an OCI image layout/],
    ['has no configuration', withManifest({ layers: [] }), /no SHA-256 digest/],
    ['has a configuration of something else', withConfig('{"mediaType":"text/plain"}'), /not the one of an image/],
    ['has a configuration of nothing', withConfig('null'), /not the one of an image/],
    ['has a configuration that is no JSON', withConfig('{'), /is no JSON/],
    ['has an index of nothing', tarFile([{ name: 'index.json', content: Buffer.from('null') }]), /no document of an OCI image layout/],
    ['has an index that is none', tarFile([json('index.json', { manifests: [1] })]), /no document of an OCI image layout/],
    ['has an index that is too large', tarFile([{ name: 'index.json', content: Buffer.alloc(4 * 1024 * 1024 + 1, ' ') }]), /larger than/],
    ['has manifests without end', tarFile([...Array.from({ length: 101 }, (_, at) => blob(`{"x":${at}}`)), indexOf(...Array.from({ length: 101 }, (_, at) => ({ digest: digestOf(`{"x":${at}}`) })))]), /more than 100 manifests/],
    ['has a manifest.json of nothing', tarFile([json('manifest.json', null)]), /not one of docker save/],
    ['has a manifest.json without layers', saved({ Config: 'x' }), /not one of docker save/],
    ['has a manifest.json with a configuration outside', saved({ Config: '../../etc/passwd', Layers: [] }), /lacks \.\.\/\.\.\/etc\/passwd/],
  ])('%s', async (_fault, archive, detail) => {
    const { library, folder, rows, dataFolder } = await startLibrary();
    const { image: kept } = await library.put(MYSQL, inPieces(layoutArchive(KEPT)));
    await expect(library.put(NGINX, inPieces(archive))).rejects.toMatchObject({ status: 422, detail: expect.stringMatching(detail) as unknown });
    expect(blobsIn(folder)).toEqual(kept.blobs.map((digest) => digest.slice(7)).sort());
    expect(listedIn(folder)).toEqual({ names: ['mysql:5.7'], digests: [kept.digest] });
    expect(readdirSync(join(folder, 'unfinished'))).toEqual([]);
    expect(readdirSync(dataFolder)).toEqual(['library']);
    expect(rows.state.images).toHaveLength(1);
    expect((await library.put(NGINX, inPieces(layoutArchive(WEB)))).isNew).toBe(true);
  });

  it('is larger than the library takes', async () => {
    const archive = layoutArchive(WEB);
    const { library, folder } = await startLibrary({ most: { archive: archive.length, file: 1 } });
    await expect(library.put(NGINX, inPieces(Buffer.concat([archive, Buffer.alloc(1)])))).rejects.toMatchObject({ status: 413, detail: `The image archive is larger than ${archive.length} bytes.` });
    expect(existsSync(join(folder, 'index.json'))).toBe(false);
    expect(readdirSync(join(folder, 'unfinished'))).toEqual([]);
    expect((await library.put(NGINX, inPieces(archive))).isNew).toBe(true);
  });

  it('breaks off on its way', async () => {
    const { library, folder } = await startLibrary();
    const brokenOff = new Error('broken off');
    async function* half() {
      yield* inPieces(layoutArchive(WEB).subarray(0, 2000));
      throw brokenOff;
    }
    await expect(library.put(NGINX, half())).rejects.toBe(brokenOff);
    expect(library.images()).toEqual([]);
    expect(readdirSync(join(folder, 'unfinished'))).toEqual([]);
  });
});
