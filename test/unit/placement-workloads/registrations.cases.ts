import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ApiDocuments } from '../../../src/modules/common/operation/index.js';
import { HttpRegistries } from '../../../src/modules/placement/adapters/http-registries.js';
import { PlatformUnreachable } from '../../../src/modules/placement/domain/ports/copy-registrations.js';
import { copyInfo } from '../../../src/modules/placement/domain/workloads/copy-info.js';
import type { OwnRegistry } from '../../../src/modules/placement/domain/workloads/own-registry.js';
import { PlatformRegistrations } from '../../../src/modules/placement/domain/workloads/platform-registrations.js';
import type { Deployment } from '../../../src/modules/placement/domain/world/world-items.js';
import { cleanUp } from '../../support/clean-up.js';
import { eventually } from '../../support/eventually.js';
import { TestClock } from '../../support/test-clock.js';
import { cloud, Shop } from './shop.js';

const ports: Deployment['ports'] = [{ port: 80, protocol: 'TCP', hostPort: 1216 }, { port: 80, protocol: 'UDP', hostPort: 1216 }, { port: 443, protocol: 'TCP', hostPort: 1217 }];
const copy: Deployment = { ...new Shop().copy(), state: 'READY', address: '127.0.0.2', ports };
const { address: _address, ...nowhere } = copy;
const INFO = { appInstanceId: 'copy-1', appName: 'webshop', endpoint: { addresses: [{ host: '127.0.0.2', port: 1216 }, { host: '127.0.0.2', port: 1217 }] }, isInsByMec: false };
const PATH = '/mep/mec_app_support/v2/registrations';

describe('what a copy is registered as', () => {
  it.each<[string, Deployment, object]>([
    ['its address with each port once', copy, INFO.endpoint],
    ['its cloud and its address without ports', { ...copy, ports: [] }, { alternative: { cloudId: 'fog-n', address: '127.0.0.2' } }],
    ['its cloud alone without address', nowhere, { alternative: { cloudId: 'fog-n' } }],
  ])('is %s', (_what, deployment, endpoint) => {
    expect(copyInfo(deployment, 'webshop')).toEqual({ ...INFO, endpoint });
  });
});

describe('a copy at another platform', () => {
  const clock = new TestClock();

  /** A platform that answers as told, one after the other; and what it was asked. */
  async function platformThat(...answers: RequestListener[]) {
    const asked: string[] = [];
    const server = createServer((request: IncomingMessage, response: ServerResponse) => void answer(request, response));
    async function answer(request: IncomingMessage, response: ServerResponse) {
      const body = await text(request);
      asked.push([request.method, request.url, ...(body === '' ? [] : [JSON.stringify(JSON.parse(body))])].join(' '));
      (answers.shift() ?? ((_request, unexpected) => unexpected.writeHead(500).end()))(request, response);
    }
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const stop = () => {
      server.closeAllConnections();
      server.close();
    };
    cleanUp(stop);
    const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mep/`;
    const registrations = new PlatformRegistrations(undefined as unknown as OwnRegistry, new HttpRegistries(clock, new ApiDocuments()));
    const there = cloud({ platform: { apiRoot } });
    return { asked, stop, register: () => registrations.register(there, copy, 'webshop'), deregister: () => registrations.deregister(there, copy) };
  }

  const answer = (code: number, body?: unknown): RequestListener => (_request, response) => response.writeHead(code, { 'content-type': 'application/json' }).end(body === undefined ? '' : JSON.stringify(body));
  const GET = `GET ${PATH}/copy-1`;
  const POST = `POST ${PATH} ${JSON.stringify(INFO)}`;
  const PUT = `PUT ${PATH}/copy-1 ${JSON.stringify(INFO)}`;

  it.each<[string, RequestListener[], string[]]>([
    ['registered if it is not', [answer(404), answer(201, INFO)], [GET, POST]],
    ['registered if it is not any more', [answer(410), answer(201, INFO)], [GET, POST]],
    ['left as it is registered, whatever else is said of it', [answer(200, { ...INFO, isInsByMec: undefined, appProvider: 'x' })], [GET]],
    ['replaced if its address was another one', [answer(200, { ...INFO, endpoint: { addresses: [{ host: '127.0.0.9', port: 1216 }] } }), answer(204)], [GET, PUT]],
    ['replaced if its name was another one', [answer(200, { ...INFO, appName: 'shop' }), answer(200, INFO)], [GET, PUT]],
    ['registered if it goes while it is replaced', [answer(200, { ...INFO, appName: 'shop' }), answer(404), answer(201, INFO)], [GET, PUT, POST]],
  ])('is %s', async (_what, answers, wanted) => {
    const { asked, register } = await platformThat(...answers);
    await register();
    expect(asked).toEqual(wanted);
  });

  it.each([204, 404, 410])('is not registered any more after %d', async (code) => {
    const { asked, deregister } = await platformThat(answer(code));
    await deregister();
    expect(asked).toEqual([`DELETE ${PATH}/copy-1`]);
  });

  it.each<[string, RequestListener[], object, RegExp]>([
    ['somebody else has its id', [answer(404), answer(409, { status: 409, detail: 'There is one already.' })], { status: 409 }, /There is one already\./],
    ['the platform says no', [answer(403)], { status: 403 }, /answered 403/],
    ['there is no such API', [answer(404), answer(404)], { status: 404 }, /answered 404/],
  ])('is refused if %s', async (_what, answers, problem, words) => {
    const { register } = await platformThat(...answers);
    const registering = register();
    await expect(registering).rejects.toMatchObject(problem);
    await expect(registering).rejects.toThrow(words);
  });

  it.each<[string, RequestListener[], RegExp]>([
    ['503', [answer(503)], /answered 503/],
    ['429 to the registration', [answer(404), answer(429)], /answered 429/],
    ['a redirection', [(_request, response) => response.writeHead(302, { location: '/' }).end()], /answered 302/],
    ['what is no AppInfo', [answer(200, { appName: 7 })], /no AppInfo/],
    ['what is no JSON', [(_request, response) => response.end('<html>')], /no AppInfo/],
    ['too much', [(_request, response) => response.end(' '.repeat(2 ** 20 + 1))], /longer than/],
    ['the end of the connection', [(request) => request.socket.destroy()], /does not answer: the connection was broken off/],
  ])('is tried again after %s', async (_what, answers, words) => {
    const { register } = await platformThat(...answers);
    const registering = register();
    await expect(registering).rejects.toBeInstanceOf(PlatformUnreachable);
    await expect(registering).rejects.toThrow(words);
  });

  it('is tried again when there was no answer in 5 s, or nobody who could', async () => {
    const silent = await platformThat(() => undefined);
    const waiting = silent.deregister();
    waiting.catch(() => undefined);
    await eventually(() => expect(silent.asked).toHaveLength(1));
    await clock.advance(5000);
    await expect(waiting).rejects.toThrow(/does not answer: there was no answer in time/);
    const { stop, deregister } = await platformThat();
    stop();
    await expect(deregister()).rejects.toThrow(/does not answer: the connection was refused/);
    await expect(deregister()).rejects.toBeInstanceOf(PlatformUnreachable);
  });
});
