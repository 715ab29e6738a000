import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GrantingUnavailable } from '../../../src/modules/granting/index.js';
import { cleanUp } from '../../support/clean-up.js';
import { ending, GRANTS, question, serviceOf, startGranting } from '../../support/granting/granting.js';
import { specAgent } from '../../support/spec-agent.js';
import { TestClock } from '../../support/test-clock.js';

describe('granting, as lifecycle operations of the platform ask for it', () => {
  it('keeps what it gives until it is told of the end', async () => {
    const service = serviceOf(await startGranting({ capacity: { memoryMB: 128 } }));
    const request = question();
    const { grant } = (await service.ask(request)) as { grant: { id: string } };
    expect(await service.ask(request)).toEqual({ grant });
    expect(await service.ask(question())).toEqual({ rejection: 'the host has 0 MB of memory left, 128 are needed' });
    await service.ask(ending(request));
    expect(await service.ask(question())).toHaveProperty('rejection');
    for (const _time of [1, 2]) await service.release(request.appInstanceId);
    expect(await service.ask(question())).toHaveProperty('grant');
  });

  it('does not take a question that somebody has put before it for a grant', async () => {
    const platform = await startGranting({ clock: new TestClock(), capacity: { memoryMB: 0 } });
    const request = question();
    await specAgent(platform).post(GRANTS).set('Prefer', 'respond-async').send(request).expect(202);
    await expect(serviceOf(platform).ask(request)).rejects.toBeInstanceOf(GrantingUnavailable);
  });

  it('remembers after a restart', async () => {
    const first = await startGranting({ capacity: { memoryMB: 128 } });
    const request = question();
    const decision = await serviceOf(first).ask(request);
    await first.stop();
    const service = serviceOf(await startGranting({ capacity: { memoryMB: 128 }, environment: { DATABASE_URL: first.databaseUrl } }));
    expect(await service.ask(request)).toEqual(decision);
    expect(await service.ask(question())).toHaveProperty('rejection');
  });
});

describe('granting by another service', () => {
  it('is as that service decides, and what it gives comes back with the termination', async () => {
    const other = await startGranting({ capacity: { memoryMB: 128, zone: 'other' } });
    const service = serviceOf(await startGranting({ capacity: { memoryMB: 0 }, environment: { MEC_GRANT_URL: `${other.url}/` } }));
    const request = question();
    expect(await service.ask(request)).toMatchObject({ grant: { appLcmOpOccId: request.appLcmOpOccId, zones: [{ zoneId: 'other' }] } });
    expect(await service.ask(question())).toEqual({ rejection: 'the host has 0 MB of memory left, 128 are needed' });
    expect(await service.ask(ending(request))).toHaveProperty('grant');
    await service.release(request.appInstanceId);
    expect(await service.ask(question())).toHaveProperty('grant');
  });

  interface Prepared {
    status: number;
    headers?: Record<string, string>;
    body?: unknown;
  }

  /** A service that answers so, one after another, the last for ever. */
  async function answering(...answers: Prepared[]) {
    const seen: string[] = [];
    const server = createServer((request: IncomingMessage, response: ServerResponse) => {
      seen.push(`${request.method} ${request.url}`);
      const { status, headers = {}, body } = answers.length > 1 ? answers.shift()! : answers[0]!;
      request.resume().on('end', () => response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body)));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanUp(() => void server.close());
    cleanUp(() => server.closeAllConnections());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/elsewhere/v1`;
    return { seen, service: serviceOf(await startGranting({ environment: { MEC_GRANT_URL: url } })) };
  }

  const grantOf = ({ appInstanceId, appLcmOpOccId, _links }: ReturnType<typeof question>) => ({ id: 'one', appInstanceId, appLcmOpOccId, _links });

  it('is asked for until it is decided', async () => {
    const request = question();
    const pending = { status: 202, headers: { location: '/elsewhere/v1/grants/one', 'retry-after': '0' } };
    const { service, seen } = await answering(pending, pending, { status: 200, body: grantOf(request) });
    expect(await service.ask(request)).toEqual({ grant: grantOf(request) });
    expect(seen).toEqual(['POST /elsewhere/v1/grants', 'GET /elsewhere/v1/grants/one', 'GET /elsewhere/v1/grants/one']);
  });

  it('is asked for no longer than the operation waits', async () => {
    const { service } = await answering({ status: 202, headers: { location: '/elsewhere/v1/grants/one', 'retry-after': '60' } });
    const cancelled = new AbortController();
    const asked = service.ask(question(), cancelled.signal);
    setTimeout(() => cancelled.abort(new Error('cancelled')), 100);
    await expect(asked).rejects.toThrow('cancelled');
    await expect(service.ask(question(), cancelled.signal)).rejects.toThrow('cancelled');
  });

  it.each<[string, Prepared, string]>([
    ['a rejection', { status: 403, body: { status: 403, detail: 'not today' } }, 'not today'],
    ['a request that it does not understand', { status: 400, body: { detail: 'no such operation' } }, 'no such operation'],
    ['a rejection without words', { status: 404, body: '<html>' }, 'answered 404'],
    ['a rejection with words that are none', { status: 403, body: { detail: { no: 1 } } }, 'answered 403'],
    ['a rejection with too many words', { status: 403, body: { detail: 'no '.repeat(100_000) } }, 'no '.repeat(334).slice(0, 1000)],
  ])('is rejected by %s', async (_what, answer, rejection) => {
    expect(await (await answering(answer)).service.ask(question())).toEqual({ rejection });
  });

  it.each<[string, Prepared, RegExp]>([
    ['fails', { status: 500, body: { detail: 'oh' } }, /cannot decide: oh/],
    ['has too much to do', { status: 429 }, /cannot decide/],
    ['grants with something that is no grant', { status: 201, body: { id: 7 } }, /no grant/],
    ['grants without JSON', { status: 201, body: 'yes' }, /no grant/],
    ['answers elsewhere', { status: 302, headers: { location: 'http://127.0.0.1:9/' } }, /answered 302/],
    ['does not say where its decision will be', { status: 202 }, /where its decision/],
    ['says so in no address', { status: 202, headers: { location: 'http://[' } }, /where its decision/],
    ['answers without end', { status: 201, body: 'x'.repeat(5 * 1024 * 1024) }, /more than/],
  ])('is not decided while that service %s', async (_what, answer, reason) => {
    const { service } = await answering(answer);
    await expect(service.ask(question())).rejects.toThrow(reason);
    await expect(service.ask(question())).rejects.toBeInstanceOf(GrantingUnavailable);
  });

  it('is not decided while nobody listens', async () => {
    const service = serviceOf(await startGranting({ environment: { MEC_GRANT_URL: 'http://127.0.0.1:9/granting/v1' } }));
    await expect(service.ask(question())).rejects.toThrow(/does not answer: .*127\.0\.0\.1:9/);
  });
});
