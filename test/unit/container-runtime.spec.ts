import { randomUUID } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import Dockerode from 'dockerode';
import { dockerOptions } from '../../src/modules/container-runtime/adapters/docker/docker-endpoint.js';
import { DockerImages } from '../../src/modules/container-runtime/adapters/docker/docker-images.js';
import { DockerRuntime } from '../../src/modules/container-runtime/adapters/docker/docker-runtime.js';
import { RuntimeRefusal, RuntimeUnavailable, type Workload } from '../../src/modules/container-runtime/index.js';
import { StandInRuntime } from '../../src/modules/container-runtime/domain/stand-in-runtime.js';
import { cleanUp } from '../support/clean-up.js';
import { answering } from '../support/containers/stand-in-engine.js';

const driver = (host: string) => new DockerRuntime(host, tmpdir());

const workload = (): Workload => ({
  platformId: 'here',
  appInstanceId: randomUUID(),
  appDId: 'analytics',
  occurrenceId: randomUUID(),
  containers: [{ name: 'main', image: 'image', environment: {}, resources: {} }],
  ports: [],
});

describe('the runtime that runs nothing', () => {
  it('keeps states all the same', async () => {
    const runtime = new StandInRuntime();
    const one = workload();
    const states = async () => (await runtime.inspect(one.appInstanceId))?.containers.map(({ state }) => state);
    await runtime.startContainers(one.appInstanceId);
    expect(await states()).toBeUndefined();
    for (const _time of [1, 2]) await runtime.create(one);
    await runtime.stopContainers(one.appInstanceId);
    expect(await states()).toEqual(['CREATED']);
    await runtime.startContainers(one.appInstanceId);
    await runtime.create(one);
    expect(await states()).toEqual(['RUNNING']);
    await runtime.stopContainers(one.appInstanceId);
    expect(await states()).toEqual(['STOPPED']);
    expect(await runtime.list('here')).toEqual([{ appInstanceId: one.appInstanceId, appDId: 'analytics', occurrenceId: one.occurrenceId }]);
    expect(await runtime.list('elsewhere')).toEqual([]);
    expect(await runtime.logs(one.appInstanceId, 'main')).toEqual([]);
    for (const [id, name] of [[one.appInstanceId, 'other'], [randomUUID(), 'main']] as const) expect(await runtime.logs(id, name)).toBeUndefined();
    await runtime.create({ ...one, occurrenceId: randomUUID() });
    expect(await states()).toEqual(['CREATED']);
    for (const _time of [1, 2]) await runtime.remove(one.appInstanceId);
    expect(await states()).toBeUndefined();
  });

  it('has every image that is asked for', async () => {
    const runtime = new StandInRuntime();
    expect(await runtime.loadImage({ name: 'openmep/one:main', open: () => Promise.reject(new Error('nobody reads it')) })).toBe('openmep/one:main');
    expect(await runtime.fetchImage('registry.example.com/one', 'openmep/one:main')).toBe('openmep/one:main');
    expect(await runtime.hasImage()).toBe(true);
  });
});

describe('a Docker engine that does not do as it should', () => {
  it.each<[string, number, new () => Error, string]>([
    ['fails', 500, RuntimeUnavailable, 'the Docker engine fails: no room left'],
    ['has too much to do', 429, RuntimeUnavailable, 'the Docker engine fails: no room left'],
    ['refuses', 400, RuntimeRefusal, 'the Docker engine refuses: no room left'],
  ])('%s', async (_what, status, kind, words) => {
    const runtime = driver(await answering((_request, response) => response.writeHead(status, { 'content-type': 'application/json' }).end('{"message":"no room\\n left"}')));
    for (const attempt of [() => runtime.create(workload()), () => runtime.list('here'), () => runtime.capacity(), () => runtime.removeImage('one')]) {
      await expect(attempt()).rejects.toThrow(words);
      await expect(attempt()).rejects.toBeInstanceOf(kind);
    }
    await runtime.start();
  });

  it('breaks off', async () => {
    const runtime = driver(await answering((request) => request.socket.destroy()));
    await expect(runtime.list('here')).rejects.toThrow(/Docker engine does not answer/);
    await expect(runtime.list('here')).rejects.toBeInstanceOf(RuntimeUnavailable);
  });

  /** An engine that answers these requests so, and knows of nothing else. */
  const engineWith = async (answers: Record<string, [status: number, body: unknown]>): Promise<DockerRuntime> => {
    const host = await answering((request, response) => {
      const found = Object.entries(answers).find(([start]) => `${request.method} ${request.url}`.startsWith(start));
      const [status, body] = found?.[1] ?? [404, { message: 'no such thing' }];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    return driver(host);
  };

  it('loses the registry while it fetches', async () => {
    const runtime = await engineWith({ 'POST /images/create': [200, { error: 'unexpected EOF' }] });
    const fetching = runtime.fetchImage('registry.example.com/one:1', 'openmep/one:main');
    await expect(fetching).rejects.toThrow('could not fetch registry.example.com/one:1: unexpected EOF');
    await expect(fetching).rejects.toBeInstanceOf(RuntimeUnavailable);
  });

  it('tells how it gets on in something that is no JSON', async () => {
    const runtime = driver(await answering((request, response) => response.writeHead(request.method === 'POST' ? 200 : 404).end('<html>')));
    await expect(runtime.fetchImage('registry.example.com/one:1', 'openmep/one:main')).rejects.toBeInstanceOf(RuntimeUnavailable);
  });

  it('fetches what it does not know afterwards', async () => {
    const runtime = await engineWith({ 'POST /images/create': [200, { status: 'done' }] });
    await expect(runtime.fetchImage('registry.example.com/one:1', 'openmep/one:main')).rejects.toBeInstanceOf(RuntimeUnavailable);
  });

  it('takes long to remove a container', async () => {
    const there = [{ Id: 'one', Labels: { 'openmep.position': '0' } }];
    const runtime = await engineWith({ 'GET /containers/json': [200, there], 'DELETE /containers/one': [409, { message: 'removal of container one is already in progress' }] });
    await expect(runtime.remove('instance')).rejects.toThrow(/still removing the containers of instance/);
  });

  it('is silent for longer than the caller waits', async () => {
    const runtime = driver(await answering(() => undefined));
    const cancelled = new AbortController();
    const asked = [runtime.list('here', cancelled.signal), runtime.capacity(cancelled.signal)];
    setTimeout(() => cancelled.abort(new Error('cancelled')), 20);
    for (const one of asked) await expect(one).rejects.toThrow('cancelled');
  });

  it.each(['ssh://host', 'unix://relative', 'tcp://', 'https://host:2376', 'nonsense', 'npipe:////./pipe/docker_engine'])('cannot be at %s', (dockerHost) => {
    expect(() => driver(dockerHost)).toThrow(/DOCKER_HOST, or the endpoint of a cloud, must be unix:\/\/\/… or tcp:\/\/host:port/);
  });
});

describe('an engine that takes an image and says nothing more', () => {
  /** A tar file with one image. */
  function archive(): string {
    const folder = mkdtempSync(join(tmpdir(), 'openmep-silent-'));
    cleanUp(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'config.json'), '{}');
    writeFileSync(join(folder, 'manifest.json'), '[{"Config":"config.json","Layers":[]}]');
    execFileSync('tar', ['-C', folder, '-c', '-f', join(folder, 'image.tar'), 'config.json', 'manifest.json']);
    return join(folder, 'image.tar');
  }

  it('is given up after a while', async () => {
    let taken = 0;
    const host = await answering((request, response) => {
      if (request.url === '/version') response.end('{"Arch":"amd64"}');
      else if (request.method === 'POST') request.on('data', (piece: Buffer) => (taken += piece.length));
      else response.writeHead(404).end('{}');
    });
    const images = new DockerImages(new Dockerode(dockerOptions(host)), tmpdir(), 200);
    const file = archive();
    const loading = images.load({ name: 'openmep/a:b', open: async () => createReadStream(file) });
    await expect(loading).rejects.toThrow('the Docker engine has been silent for 0.2 s');
    await expect(loading).rejects.toBeInstanceOf(RuntimeUnavailable);
    expect(taken).toBeGreaterThan(1000);
  });
});
