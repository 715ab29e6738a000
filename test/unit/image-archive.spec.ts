import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { TarFile } from '../../src/modules/common/tar/index.js';
import { imageIn } from '../../src/modules/container-runtime/adapters/docker/image-archive.js';
import { RuntimeRefusal } from '../../src/modules/container-runtime/index.js';
import { cleanUp } from '../support/clean-up.js';

const hex = (text: string) => createHash('sha256').update(text).digest('hex');
const digest = (text: string) => `sha256:${hex(text)}`;
const blob = (text: string) => ({ [`blobs/sha256/${hex(text)}`]: text });

/** A tar file with these files, as the tar of this machine writes it. */
function archive(files: Record<string, string>, options: string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'openmep-image-'));
  cleanUp(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'content', name)), { recursive: true });
    writeFileSync(join(folder, 'content', name), content);
  }
  execFileSync('tar', [...options, '-C', join(folder, 'content'), '-c', '-f', join(folder, 'image.tar'), '.']);
  return join(folder, 'image.tar');
}

async function imageOf(file: string) {
  const tar = await TarFile.of(await open(file));
  try {
    const { id, manifest } = await imageIn(tar, 'amd64');
    return { id, manifest: JSON.parse(manifest.toString()) as unknown };
  } finally {
    await tar.close();
  }
}

const CONFIG = '{"architecture":"amd64","os":"linux"}';
const MANIFEST = JSON.stringify({ config: { digest: digest(CONFIG) }, layers: [{ digest: digest('layer one') }, { digest: digest('layer two') }] });
const PARTS = { ...blob(CONFIG), ...blob('layer one'), ...blob('layer two'), ...blob(MANIFEST) };
const FOUND = {
  id: digest(CONFIG),
  manifest: [{ Config: `blobs/sha256/${hex(CONFIG)}`, RepoTags: null, Layers: [`blobs/sha256/${hex('layer one')}`, `blobs/sha256/${hex('layer two')}`] }],
};
const platform = (architecture: string, os = 'linux') => ({ platform: { os, architecture } });
const index = (...manifests: object[]) => ({ 'index.json': JSON.stringify({ manifests }) });

describe('the image in an archive', () => {
  it.each<[string, Record<string, string>]>([
    ['is the only one', { ...PARTS, ...index({ digest: digest(MANIFEST) }) }],
    ['is the only one beside what is said about it', { ...PARTS, ...index({ digest: digest(MANIFEST) }, { digest: digest('attestation'), ...platform('unknown', 'unknown') }) }],
    ['is that of the architecture', { ...PARTS, ...index({ digest: digest('other'), ...platform('arm64') }, { digest: digest(MANIFEST), ...platform('amd64') }) }],
  ])('%s in an OCI image layout', async (_case, files) => {
    expect(await imageOf(archive(files))).toEqual(FOUND);
  });

  it('is found in an index of an index', async () => {
    const inner = JSON.stringify({ manifests: [{ digest: digest(MANIFEST), ...platform('amd64') }] });
    expect(await imageOf(archive({ ...PARTS, ...blob(inner), ...index({ digest: digest(inner) }) }))).toEqual(FOUND);
  });

  it('is what Docker says where both are told, without its names', async () => {
    const files = { 'config.json': CONFIG, 'one/layer.tar': 'one', 'manifest.json': JSON.stringify([{ Config: 'config.json', RepoTags: ['nginx:latest'], Layers: ['one/layer.tar'] }]) };
    expect(await imageOf(archive({ ...files, ...index() }))).toEqual({ id: digest(CONFIG), manifest: [{ Config: 'config.json', RepoTags: null, Layers: ['one/layer.tar'] }] });
  });

  it.each(['--format=ustar', '--format=posix', '--format=gnu', '--format=oldgnu'])('is read as tar writes it with %s', async (format) => {
    expect(await imageOf(archive({ ...PARTS, ...index({ digest: digest(MANIFEST) }) }, [format]))).toEqual(FOUND);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['several for the architecture', { ...PARTS, ...index({ digest: digest(MANIFEST), ...platform('amd64') }, { digest: digest('other'), ...platform('amd64') }) }, /holds 2 images/],
    ['none for the architecture', { ...PARTS, ...index({ digest: digest('one'), ...platform('arm64') }, { digest: digest('two'), ...platform('riscv64') }) }, /linux\/amd64/],
    ['none', { ...PARTS, ...index() }, /holds 0 images/],
    ['a manifest that is not there', { ...PARTS, ...index({ digest: digest('absent') }) }, /lacks blobs\/sha256/],
    ['a manifest that is named by a path', { ...PARTS, ...index({ digest: '../../etc/passwd' }) }, /no digest/],
    ['a manifest without configuration', { ...blob('{}'), ...index({ digest: digest('{}') }) }, /no digest/],
    ['an index of nothing', { 'index.json': 'null' }, /no document of an OCI image layout/],
    ['an index that is a list', { 'index.json': '[]' }, /no document of an OCI image layout/],
    ['an index with a number of manifests', { 'index.json': '{"manifests":1}' }, /no document of an OCI image layout/],
    ['an index with a manifest of nothing', { 'index.json': '{"manifests":[null]}' }, /no document of an OCI image layout/],
    ['a manifest with a text of layers', { ...blob('{"layers":"all"}'), ...index({ digest: digest('{"layers":"all"}') }) }, /no document of an OCI image layout/],
    ['a manifest.json of nothing', { 'manifest.json': '[null]' }, /exactly one image/],
    ['a manifest.json that is no list', { 'manifest.json': '{}' }, /exactly one image/],
  ])('is refused where there is %s', async (_fault, files, reason) => {
    const image = imageOf(archive(files));
    await expect(image).rejects.toThrow(reason);
    await expect(image).rejects.toBeInstanceOf(RuntimeRefusal);
  });

  it('is not looked for in an index without end', async () => {
    const endless = (depth: number): [string, Record<string, string>] => {
      if (depth === 0) return ['x', {}];
      const [below, files] = endless(depth - 1);
      const document = JSON.stringify({ manifests: [{ digest: digest(below) }] });
      return [document, { ...files, ...blob(document) }];
    };
    const [outermost, files] = endless(6);
    await expect(imageOf(archive({ ...files, 'index.json': outermost }))).rejects.toThrow(/no digest/);
  });

  it('is not read where its index is larger than any is', async () => {
    await expect(imageOf(archive({ 'index.json': ' '.repeat(5 * 1024 * 1024) }))).rejects.toThrow(/larger than/);
  });

  it('is sent with the manifest at the end, so that tar finds it, and whole', async () => {
    const file = archive({ ...PARTS, 'manifest.json': 'old' });
    const tar = await TarFile.of(await open(file));
    const pieces: Buffer[] = [];
    for await (const piece of tar.with('manifest.json', Buffer.from('new'))) pieces.push(piece);
    await tar.close();
    const input = Buffer.concat(pieces);
    expect(execFileSync('tar', ['-t'], { input }).toString().trim().split('\n').at(-1)).toBe('manifest.json');
    const folder = mkdtempSync(join(tmpdir(), 'openmep-image-'));
    cleanUp(() => rmSync(folder, { recursive: true }));
    execFileSync('tar', ['-C', folder, '-x'], { input });
    expect(execFileSync('cat', [join(folder, 'manifest.json'), join(folder, `blobs/sha256/${hex('layer two')}`)]).toString()).toBe('newlayer two');
  });
});
