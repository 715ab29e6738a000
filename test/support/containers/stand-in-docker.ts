import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { buffer, json } from 'node:stream/consumers';
import { namelessFile, TarFile } from '../../../src/modules/common/tar/index.js';
import { type CreatedContainer, DockerFault, DockerObjects } from './docker-objects.js';
import { answering } from './stand-in-engine.js';

type Answer = object | undefined;

const MOST_BYTES = 2 ** 20;

/** Stands in for a Docker engine with all that it holds: the requests that the driver makes, with the answers and the refusals of a real one (20.10). */
export class StandInDocker {
  readonly objects = new DockerObjects();
  /** Method and path of every request, with its query in plain text. */
  readonly seen: string[] = [];
  /** Answers nothing but this status. */
  failing: number | undefined;
  /** For DOCKER_HOST. */
  host = '';

  static async start(): Promise<StandInDocker> {
    const engine = new StandInDocker();
    engine.host = await answering((request, response) => void engine.answer(request, response));
    return engine;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.seen.push(`${request.method} ${decodeURIComponent(request.url!)}`);
    const respond = (status: number, body: object) => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    try {
      if (this.failing !== undefined) throw new DockerFault(this.failing, 'the engine is not well');
      const { pathname, searchParams } = new URL(request.url!, 'http://engine');
      const result = await this.result(request, pathname, searchParams);
      if (result) respond(request.method === 'POST' && pathname !== '/images/load' ? 201 : 200, result);
      else response.writeHead(204).end();
    } catch (error) {
      respond(error instanceof DockerFault ? error.status : 500, { message: (error as Error).message });
    }
  }

  private async result(request: IncomingMessage, path: string, query: URLSearchParams): Promise<Answer> {
    const [, kind = '', name = '', action = ''] = path.split('/').map(decodeURIComponent);
    switch (kind) {
      case 'version':
        return { Version: '20.10.24', ApiVersion: '1.41', Arch: 'amd64' };
      case 'info':
        return { NCPU: 4, MemTotal: 8_000_000_000 };
      case 'images':
        return this.images(request, decodeURIComponent(path.slice('/images/'.length)), query);
      case 'containers':
        return this.containers(request, name, action, query);
      case 'networks':
        return this.networks(request, name);
      case 'volumes':
        return this.volumes(request, name, query);
      default:
        throw new DockerFault(404, 'page not found');
    }
  }

  private async images(request: IncomingMessage, path: string, query: URLSearchParams): Promise<Answer> {
    const { objects } = this;
    if (path === 'load') return objects.addImage(await imageIn(request));
    const name = path.replace(/\/(json|tag)$/, '');
    if (path.endsWith('/tag')) return objects.tag(name, `${query.get('repo')}:${query.get('tag')}`);
    return request.method === 'DELETE' ? objects.untag(name) : objects.image(name);
  }

  private async containers(request: IncomingMessage, name: string, action: string, query: URLSearchParams): Promise<Answer> {
    const { objects } = this;
    if (name === 'json') return objects.containers(labelsOf(query)).map(({ Id, Labels }) => ({ Id, Labels }));
    if (name === 'create') return objects.create(query.get('name')!, (await json(request)) as CreatedContainer);
    if (action === 'archive') return objects.put(name, query.get('path')!, await buffer(request));
    if (action === 'start') return objects.start(name);
    if (action === 'stop') return objects.stop(name);
    return request.method === 'DELETE' ? objects.remove(name) : objects.inspect(name);
  }

  private async networks(request: IncomingMessage, name: string): Promise<Answer> {
    if (request.method === 'DELETE') return this.objects.removeNetwork(name);
    const { Name, Labels } = (await json(request)) as { Name: string; Labels: Record<string, string> };
    return this.objects.createNetwork(Name, Labels);
  }

  private async volumes(request: IncomingMessage, name: string, query: URLSearchParams): Promise<Answer> {
    if (request.method === 'DELETE') return this.objects.removeVolume(name);
    if (name === '') return { Volumes: this.objects.volumesWith(labelsOf(query)), Warnings: null };
    const { Name, Labels } = (await json(request)) as { Name: string; Labels: Record<string, string> };
    return this.objects.createVolume(Name, Labels);
  }
}

/** As `name=value`. */
const labelsOf = (query: URLSearchParams): string[] => (JSON.parse(query.get('filters') ?? '{}') as { label?: string[] }).label ?? [];

/** The id of the image in what `docker load` is given. */
async function imageIn(archive: IncomingMessage): Promise<string> {
  const tar = await TarFile.of(await namelessFile(tmpdir(), archive));
  try {
    const [{ Config }] = JSON.parse((await tar.content('manifest.json', MOST_BYTES)).toString()) as [{ Config: string }];
    return `sha256:${createHash('sha256').update(await tar.content(Config, MOST_BYTES)).digest('hex')}`;
  } finally {
    await tar.close();
  }
}
