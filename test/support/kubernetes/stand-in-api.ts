import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { stringify } from 'yaml';
import { cleanUp } from '../clean-up.js';
import { type ClusterObject, StatusFault } from './cluster-objects.js';
import { StandInCluster } from './stand-in-cluster.js';

const TOKEN = 'a token of the test';
const COLLECTION = /\/(namespaces|pods|services|deployments|resourcequotas|configmaps|persistentvolumeclaims)$/;

/** Stands in for the API of a Kubernetes cluster: the requests that the driver makes, with the answers and the refusals of a real one. */
export class StandInApi {
  readonly cluster = new StandInCluster();
  /** Method and path of every request. */
  readonly seen: string[] = [];
  /** Answers nothing but this status. */
  failing: number | undefined;
  /** Answers nothing at all. */
  silent = false;
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));
  private readonly folder = mkdtempSync(join(tmpdir(), 'openmep-kubernetes-'));

  static async start(): Promise<StandInApi> {
    const api = new StandInApi();
    await new Promise<void>((resolve) => api.server.listen(0, '127.0.0.1', resolve));
    cleanUp(() => rmSync(api.folder, { recursive: true }));
    cleanUp(() => api.stop());
    return api;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** For KUBECONFIG; `others` are addresses of further clusters by the names of their contexts. */
  kubeconfig(token = TOKEN, others: Record<string, string> = {}): string {
    const file = join(this.folder, `${token.length}.yaml`);
    const names = Object.keys(others);
    const content = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: Object.entries({ test: this.url, ...others }).map(([name, server]) => ({ name, cluster: { server, 'insecure-skip-tls-verify': true } })),
      users: [{ name: 'me', user: { token } }],
      contexts: ['test', ...names].map((name) => ({ name, context: { cluster: name, user: 'me' } })),
      'current-context': 'test',
    };
    writeFileSync(file, stringify(content));
    return file;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, this.url);
    this.seen.push(`${request.method} ${url.pathname}`);
    if (this.silent) return;
    try {
      if (this.failing !== undefined) throw new StatusFault(this.failing, 'InternalError', 'the cluster is not well');
      if (request.headers.authorization !== `Bearer ${TOKEN}`) throw new StatusFault(401, 'Unauthorized', 'Unauthorized');
      const result = await this.result(request, url);
      if (typeof result === 'string') response.writeHead(200, { 'content-type': 'text/plain' }).end(result);
      else response.writeHead(request.method === 'POST' ? 201 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
    } catch (error) {
      const { code = 500, reason = 'InternalError', message } = error as Partial<StatusFault> & Error;
      response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason, code }));
    }
  }

  private async result(request: IncomingMessage, { pathname, searchParams }: URL): Promise<unknown> {
    const { cluster } = this;
    const selector = searchParams.get('labelSelector');
    switch (request.method) {
      case 'GET':
        if (pathname === '/api/v1/nodes') return { kind: 'NodeList', items: cluster.nodes };
        if (pathname.endsWith('/log')) return this.log(pathname.slice(0, -'/log'.length), searchParams);
        return COLLECTION.test(pathname) ? { kind: 'List', items: cluster.list(pathname, selector) } : cluster.read(pathname);
      case 'POST':
        return cluster.create(pathname, (await json(request)) as ClusterObject);
      case 'PATCH':
        if (request.headers['content-type'] !== 'application/merge-patch+json') throw new StatusFault(415, 'UnsupportedMediaType', `the body was sent as ${request.headers['content-type']}`);
        return cluster.patch(pathname, await json(request));
      case 'DELETE':
        if (!COLLECTION.test(pathname)) return cluster.delete(pathname);
        cluster.deleteAll(pathname, selector, searchParams.get('gracePeriodSeconds'));
        return { kind: 'Status', status: 'Success' };
      default:
        throw new StatusFault(405, 'MethodNotAllowed', `${request.method} is not served`);
    }
  }

  /** @throws StatusFault 400 if the container has not run yet */
  private log(pod: string, query: URLSearchParams): string {
    const container = query.get('container') ?? '';
    if (!this.cluster.hasRun(pod, container)) throw new StatusFault(400, 'BadRequest', `container "${container}" in pod "${pod}" is waiting to start`);
    const lines = (this.cluster.logs.get(container) ?? '').split('\n').filter(Boolean);
    const text = lines.slice(-Number(query.get('tailLines'))).map((line) => `${line}\n`).join('');
    return text.slice(0, Number(query.get('limitBytes') ?? text.length));
  }
}
