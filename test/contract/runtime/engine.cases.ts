import { randomUUID } from 'node:crypto';
import { type EngineAnswers, StandInEngine, written } from '../../support/containers/stand-in-engine.js';
import { startPlatform } from '../../support/platform.js';
import { logsOf, RUNTIME, workloadOf, WORKLOADS } from '../../support/runtime.js';
import { type SpecAgent, specAgent } from '../../support/spec-agent.js';

const PLATFORM = randomUUID();

const id = randomUUID();
const having = (label: string) => `GET /containers/json?all=true&filters={"label":["openmep.${label}"]}`;
const BY_PLATFORM = having(`platform=${PLATFORM}`);
const BY_INSTANCE = having(`app-instance=${id}`);
const labels = { 'openmep.app-instance': id, 'openmep.app-d': 'analytics', 'openmep.occurrence': 'operation', 'openmep.container': 'Main part', 'openmep.position': '0' };
const found = [{ Id: 'one', Labels: labels }];
const inspected = {
  Config: { Labels: labels },
  State: { Status: 'running', ExitCode: 0, Health: { Status: 'unhealthy' } },
  RestartCount: 2,
  NetworkSettings: { Ports: { '8000/tcp': [{ HostIp: '192.0.2.7', HostPort: '49153' }], '53/udp': [{ HostIp: '0.0.0.0', HostPort: '49154' }], '9/tcp': null } },
};

/** One container that runs. */
const RUNNING: EngineAnswers = {
  'GET /info': { NCPU: 4, MemTotal: 8_123_456_789 },
  [BY_PLATFORM]: found,
  [BY_INSTANCE]: found,
  'GET /containers/one/json': inspected,
  'GET /containers/one/logs': written([1, 'first\nsec'], [1, 'ond\n'], [2, 'Störung\n'], [1, 'no end of line']),
};

const UNANSWERED = [WORKLOADS, workloadOf(id), logsOf(id, 'Main part')];

describe('the containers of a Docker engine', () => {
  let engine: StandInEngine;
  let api: SpecAgent;

  beforeAll(async () => {
    engine = await StandInEngine.start();
    api = specAgent(await startPlatform({ environment: { MEC_RUNTIME: 'docker', DOCKER_HOST: engine.host, MEC_PLATFORM_ID: PLATFORM } }));
  });
  beforeEach(() => void (engine.answers = RUNNING));

  it('are shown with their state, health, restarts and ports', async () => {
    const info = { appInstanceId: id, appDId: 'analytics', appLcmOpOccId: 'operation' };
    const ports = [{ port: 8000, protocol: 'TCP', address: '192.0.2.7', hostPort: 49_153 }, { port: 53, protocol: 'UDP', hostPort: 49_154 }];
    await api.get(RUNTIME).expect(200, { driver: 'docker', engine: 'AVAILABLE', capacity: { cpuMillis: 4000, memoryMB: 8123 } });
    const { headers } = await api.get(WORKLOADS).expect(200, [info]);
    expect(headers).not.toHaveProperty('openmep-runtime');
    await api.get(workloadOf(id)).expect(200, { ...info, containers: [{ name: 'Main part', state: 'RUNNING', restarts: 2, health: 'UNHEALTHY' }], ports });
  });

  it('are shown with the code with which they have ended', async () => {
    engine.answers = { ...RUNNING, 'GET /containers/one/json': { ...inspected, State: { Status: 'exited', ExitCode: 137 }, NetworkSettings: { Ports: {} } } };
    expect((await api.get(workloadOf(id)).expect(200)).body).toMatchObject({ containers: [{ state: 'STOPPED', exitCode: 137 }], ports: [] });
  });

  it.each([
    [undefined, 'text'],
    ['*/*', 'text'],
    ['text/*', 'text'],
    ['application/json;q=0.1, text/plain', 'text'],
    ['application/json', 'JSON'],
    ['text/plain;q=0.1, application/json', 'JSON'],
  ])('have written lines, which %s gets as %s', async (accept, form) => {
    const lines = ['first', 'second', 'Störung', 'no end of line'];
    const { body, text, headers } = await api.get(logsOf(id, 'Main part')).set(accept === undefined ? {} : { Accept: accept }).expect(200);
    expect(headers['content-type']).toBe(form === 'text' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8');
    expect(form === 'text' ? text : body).toEqual(form === 'text' ? lines.map((line) => `${line}\n`).join('') : lines);
  });

  it.each([['', 100], ['?lines=1', 1], ['?lines=10000', 10_000]])('are asked by %j for so many lines: %d', async (query, lines) => {
    engine.seen.length = 0;
    await api.get(logsOf(id, 'Main part', query)).expect(200);
    expect(engine.seen.at(-1)).toBe(`GET /containers/one/logs?stdout=true&stderr=true&tail=${lines}`);
  });

  it('have written more than one answer takes: the last 4 MiB of it are told', async () => {
    const line = (number: number) => `${String(number).padStart(7)} ${'x'.repeat(10_000)}`;
    engine.answers = { ...RUNNING, 'GET /containers/one/logs': written(...Array.from({ length: 1000 }, (_, number) => [1, `${line(number)}\n`] as [1, string])) };
    const { body } = await api.get(logsOf(id, 'Main part', '?lines=1000')).set('Accept', 'application/json').expect(200);
    const lines = body as unknown as string[];
    expect(lines).toEqual(Array.from({ length: 419 }, (_, index) => line(581 + index)));
  });

  it('are not found when they go while they are looked at', async () => {
    const { 'GET /containers/one/json': _status, 'GET /containers/one/logs': _log, ...rest } = RUNNING;
    for (const answers of [rest, { ...rest, [BY_INSTANCE]: [] }]) {
      engine.answers = answers;
      for (const path of [workloadOf(id), logsOf(id, 'Main part')]) await api.get(path).expect(404);
    }
  });

  it('are not told by an engine that refuses: 422 with its words', async () => {
    engine.answers = { GET: 403 };
    await api.get(RUNTIME).expect(200, { driver: 'docker', engine: 'AVAILABLE', reason: 'the Docker engine refuses: not today' });
    for (const path of UNANSWERED) expect((await api.get(path).expect(422)).body.detail).toBe('The container runtime refuses: the Docker engine refuses: not today.');
    engine.answers = { 'GET /containers/one': 403, ...RUNNING };
    for (const path of UNANSWERED.slice(1)) await api.get(path).expect(422);
  });

  it('are not told by an engine that fails: 503, and the client may try again', async () => {
    engine.answers = { GET: 500 };
    await api.get(RUNTIME).expect(200, { driver: 'docker', engine: 'UNAVAILABLE', reason: 'the Docker engine fails: not today' });
    for (const path of UNANSWERED) {
      const { body, headers } = await api.get(path).expect(503);
      expect([body.detail, headers['retry-after']]).toEqual([expect.stringContaining('the Docker engine fails: not today'), '1']);
    }
    engine.answers = RUNNING;
    for (const path of UNANSWERED) await api.get(path).expect(200);
  });

  it('are not understood when the engine talks nonsense: 500, without a word of the inside', async () => {
    engine.answers = { ...RUNNING, [BY_PLATFORM]: [{ Id: 'one' }] };
    for (const path of UNANSWERED) expect(JSON.stringify((await api.get(path).expect(500)).body)).not.toMatch(/label|undefined|propert/i);
  });
});

describe('the containers of an engine that does not answer', () => {
  it('are unknown for the moment: 503 with Retry-After', async () => {
    const api = specAgent(await startPlatform({ environment: { MEC_RUNTIME: 'docker', DOCKER_HOST: 'tcp://127.0.0.1:9' } }));
    const { body } = await api.get(RUNTIME).expect(200);
    expect(body).toEqual({ driver: 'docker', engine: 'UNAVAILABLE', reason: expect.stringContaining('the Docker engine does not answer: connect ECONNREFUSED') });
    for (const path of UNANSWERED) {
      const answer = await api.get(path).expect(503);
      expect(answer.headers['retry-after']).toBe('1');
      expect(answer.body.detail).toContain('the Docker engine does not answer');
    }
  });
});
