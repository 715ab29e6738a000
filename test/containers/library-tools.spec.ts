import { execFile, spawn } from 'node:child_process';
import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { offering, serving } from '../support/containers/busybox-images.js';
import { DockerEngine } from '../support/containers/docker-engine.js';
import { binary } from '../support/packages/packages.js';
import { placementPath } from '../support/placement/placement.js';
import { dataFolderOf, libraryFolderIn } from '../support/data-folder.js';
import { usePlatform } from '../support/use-platform.js';

const NGINX = 'nginx:latest';
const TOMCAT = 'web/tomcat:9';

interface Inspected {
  Digest: string;
  Layers: string[];
}

const run = promisify(execFile);

/** Without a policy, which says whose images are to be trusted, there would be none. */
const skopeo = async (...words: string[]): Promise<string> => (await run('skopeo', ['--insecure-policy', ...words])).stdout;

describe('tools for images and the library of a platform', () => {
  const { api, platform } = usePlatform();
  let engine: DockerEngine;
  let library: string;
  /** By their names: the digest of the manifest and that of the configuration, which is the id in an engine. */
  const digests: Record<string, string> = {};
  const ids: Record<string, string> = {};

  async function put(file: string, name: string): Promise<void> {
    const [repository, tag] = name.split(':') as [string, string];
    const { body } = await api.post(placementPath('images')).query({ repository, tag }).set('Content-Type', 'application/x-tar').send(readFileSync(file)).expect(201);
    digests[name] = (body as { digest: string }).digest;
  }

  beforeAll(async () => {
    engine = await DockerEngine.create();
    const [saved, other] = [await serving(engine), await offering(engine)];
    const compressed = join(engine.folder, 'compressed.tar');
    await skopeo('copy', `docker-archive:${other.file}`, `oci-archive:${compressed}`);
    await put(saved.file, NGINX);
    await put(compressed, TOMCAT);
    library = libraryFolderIn(dataFolderOf(platform.databaseUrl));
    for (const name of [NGINX, TOMCAT]) ids[name] = (JSON.parse(await skopeo('inspect', '--raw', `oci:${library}:${name}`)) as { config: { digest: string } }).config.digest;
    expect(ids[NGINX]).toBe(saved.id);
  }, 120_000);

  afterAll(() => engine.remove(), 60_000);

  afterEach(async () => {
    for (const { Id } of await engine.client.listImages()) await engine.client.getImage(Id).remove({ force: true });
  });

  /** As `docker load` does. */
  async function load(archive: Readable): Promise<void> {
    const answer = await engine.client.loadImage(archive, { quiet: true });
    const lines = await new Promise<{ error?: string }[]>((resolve, reject) => engine.client.modem.followProgress(answer, (error, said) => (error ? reject(error) : resolve(said as object[]))));
    expect(lines.flatMap(({ error }) => error ?? [])).toEqual([]);
  }
  const loaded = async () => Object.fromEntries((await engine.client.listImages()).flatMap(({ Id, RepoTags }) => (RepoTags ?? []).map((name) => [name, Id])));

  it('agree what is in its folder: skopeo inspect', async () => {
    for (const name of [NGINX, TOMCAT]) {
      const { Digest, Layers } = JSON.parse(await skopeo('inspect', `oci:${library}:${name}`)) as Inspected;
      expect(Digest).toBe(digests[name]);
      expect(Layers).toHaveLength(1);
      expect(await skopeo('inspect', '--config', `oci:${library}:${name}`)).toContain('/bin/sh');
    }
  });

  it('copy an image out of its folder, which an engine takes: skopeo copy', async () => {
    for (const name of [NGINX, TOMCAT]) {
      const copy = join(engine.folder, `${digests[name]!.slice(7)}.tar`);
      await skopeo('copy', `oci:${library}:${name}`, `docker-archive:${copy}:${name}`);
      await load(createReadStream(copy));
    }
    expect(await loaded()).toEqual(ids);
  });

  it('load its folder as a tar file: docker load', async () => {
    await load(spawn('tar', ['-C', library, '-c', '.']).stdout);
    expect(await loaded()).toEqual(ids);
    const container = await engine.client.createContainer({ Image: NGINX, Cmd: ['/bin/true'] });
    await container.start();
    expect(await container.wait()).toMatchObject({ StatusCode: 0 });
    await container.remove();
  });

  it('take the archives that it sends: skopeo inspect, docker load', async () => {
    for (const name of [NGINX, TOMCAT]) {
      const { body } = await api.get(placementPath('images', digests[name]!, 'archive')).buffer(true).parse(binary).expect(200);
      const file = join(engine.folder, 'sent.tar');
      writeFileSync(file, body as Buffer);
      expect((JSON.parse(await skopeo('inspect', `oci-archive:${file}`)) as Inspected).Digest).toBe(digests[name]);
      await load(Readable.from(body as Buffer));
    }
    expect(await loaded()).toEqual(ids);
  });
});
