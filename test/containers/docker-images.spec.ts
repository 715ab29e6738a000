import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DockerRuntime } from '../../src/modules/container-runtime/adapters/docker/docker-runtime.js';
import { imageName, RuntimeRefusal } from '../../src/modules/container-runtime/index.js';
import { asOciLayout, opening, serving } from '../support/containers/busybox-images.js';
import { DockerEngine } from '../support/containers/docker-engine.js';

const NAME = imageName('Some application', 'main image');

describe('images in the Docker engine', () => {
  let engine: DockerEngine;
  let runtime: DockerRuntime;
  let file: string;
  let id: string;

  beforeAll(async () => {
    engine = await DockerEngine.create();
    runtime = new DockerRuntime(engine.host, engine.folder);
    ({ file, id } = await serving(engine));
  }, 120_000);

  afterAll(() => engine.remove(), 60_000);

  const tags = async () => (await engine.client.listImages()).flatMap(({ RepoTags }) => RepoTags ?? []);

  it.each([
    ['docker save', () => file],
    ['an OCI image layout without manifest.json', () => asOciLayout(engine, file)],
  ])('loads an archive as %s writes it, once, under no name but ours', async (_format, archive) => {
    expect(await runtime.hasImage(id)).toBe(false);
    const source = archive();
    for (const _time of [1, 2]) expect(await runtime.loadImage({ name: NAME, open: opening(source) })).toBe(id);
    expect(await tags()).toEqual([NAME]);
    for (const image of [id, NAME]) expect(await runtime.hasImage(image)).toBe(true);
    for (const _time of [1, 2]) await runtime.removeImage(NAME);
    expect(await runtime.hasImage(id)).toBe(false);
  });

  it('forgets an image only when its last name is taken away', async () => {
    const other = imageName('another application', 'main image');
    await runtime.loadImage({ name: NAME, open: opening(file) });
    await runtime.loadImage({ name: other, open: opening(file) });
    await runtime.removeImage(NAME);
    expect(await runtime.hasImage(id)).toBe(true);
    await runtime.removeImage(other);
    expect(await runtime.hasImage(id)).toBe(false);
  });

  const unpacked = (change: (folder: string) => void) => {
    const folder = join(engine.folder, 'changed');
    execFileSync('sh', ['-c', `rm -rf "$0" && mkdir "$0" && tar -C "$0" -x -f "$1"`, folder, file]);
    change(folder);
    execFileSync('tar', ['-C', folder, '-c', '-f', `${folder}.tar`, '.']);
    return `${folder}.tar`;
  };
  const manifestOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { Config: string; Layers: string[] }[];
  const changed = (change: (folder: string) => void) => () => unpacked(change);

  it.each<[string, () => string, RegExp]>([
    ['is no tar file', () => (writeFileSync(`${file}.text`, 'This is not an image.'.repeat(100)), `${file}.text`), /no tar file/],
    ['is empty', () => (writeFileSync(`${file}.empty`, ''), `${file}.empty`), /no tar file/],
    ['is compressed', () => (execFileSync('sh', ['-c', 'gzip -c "$0" > "$0.gz"', file]), `${file}.gz`), /without compression/],
    ['is cut off', () => (copyFileSync(file, `${file}.cut`), truncateSync(`${file}.cut`, 100_000), `${file}.cut`), /ends before its last file/],
    ['lacks a layer', changed((folder) => execFileSync('sh', ['-c', 'rm -r "$0"/*/layer.tar', folder])), /lacks .*layer\.tar/],
    ['lacks its configuration', changed((folder) => execFileSync('rm', [join(folder, manifestOf(folder)[0]!.Config)])), /lacks .*\.json/],
    ['has neither manifest nor index', changed((folder) => execFileSync('rm', [join(folder, 'manifest.json')])), /lacks index\.json/],
    ['has a manifest that is no JSON', changed((folder) => writeFileSync(join(folder, 'manifest.json'), '{')), /no JSON/],
    ['holds two images', changed((folder) => writeFileSync(join(folder, 'manifest.json'), JSON.stringify([...manifestOf(folder), ...manifestOf(folder)]))), /exactly one image/],
    ['has a layer that is another than its configuration says', changed((folder) => execFileSync('sh', ['-c', 'cd "$0" && tar -c -f */layer.tar VERSION 2>/dev/null || tar -c -f "$(ls -d */layer.tar)" repositories', folder])), /Docker engine could not load/],
  ])('refuses an archive that %s, and keeps nothing of it', async (_fault, archive, reason) => {
    const refused = runtime.loadImage({ name: NAME, open: opening(archive()) });
    await expect(refused).rejects.toBeInstanceOf(RuntimeRefusal);
    await expect(refused).rejects.toThrow(reason);
    expect(await tags()).toEqual([]);
    expect(await runtime.hasImage(id)).toBe(false);
  });

  it('fetches nothing that is there already', async () => {
    await runtime.loadImage({ name: NAME, open: opening(file) });
    await engine.client.getImage(NAME).tag({ repo: 'registry.invalid/serving', tag: '1' });
    const name = imageName('fetching application', 'main');
    for (const _time of [1, 2]) expect(await runtime.fetchImage('registry.invalid/serving:1', name)).toBe(id);
    expect(await tags()).toEqual(expect.arrayContaining([name]));
    for (const tag of await tags()) await runtime.removeImage(tag);
  });

  it('says so where nothing can be fetched', async () => {
    await expect(runtime.fetchImage('127.0.0.1:9/serving:1', NAME)).rejects.toThrow(/Docker engine fails: .*127\.0\.0\.1:9/);
    await expect(runtime.fetchImage('../containers/json?all=true', NAME)).rejects.toThrow(/names no image/);
  });
});
