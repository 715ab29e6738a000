import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cleanUp } from '../support/clean-up.js';
import { freePort } from '../../bench/processes/free-port.js';
import { newDatabase, runToEnd, seedFile, startProcess, temporaryFolder, writeYaml } from '../support/process.js';
import { pathOf, registration, RegistryClient, SERVICES_PATH, SUBSCRIPTIONS_PATH } from '../support/process-registry.js';
import { Subscribers } from '../support/process-subscribers.js';
import { sendRaw } from '../support/process-raw.js';

const TIMEOUT_MS = 90_000;

/** What the process says on stderr, sentence by sentence, without the words that begin each. */
const sentences = (stderr: string) =>
  stderr
    .trimEnd()
    .split('\n')
    .map((line) => /^OpenMEP cannot start: (.*)$/.exec(line)?.[1] ?? `not a sentence: ${line}`);

const application = { appInstanceId: 'an-instance', appName: 'a-name' };

const subscription = (callbackReference: string) => ({ subscriptionId: 'one', subscriptionType: 'SerAvailabilityNotificationSubscription', callbackReference });

function text(content: string): string {
  const file = join(temporaryFolder(), 'seed.yaml');
  writeFileSync(file, content);
  return file;
}

async function refusal(environment: Record<string, string>, port?: number): Promise<string[]> {
  const { code, stderr, stdout } = await runToEnd({ DATABASE_URL: environment['DATABASE_URL'] ?? (await newDatabase()), ...environment }, port);
  expect(code).toBe(1);
  expect(stdout).not.toContain('OpenMEP serves at');
  return sentences(stderr);
}

describe('SIGTERM', () => {
  it(
    'lets running requests and a running notification finish, takes no others and leaves the database usable',
    async () => {
      const subscribers = await Subscribers.listen(['subscription']);
      const seeded = { MEC_SEED_FILE: seedFile({ subscriptions: subscribers.seedSection }) };
      const environment = { DATABASE_URL: await newDatabase(), MEC_NOTIFY_TIMEOUT_MS: String(TIMEOUT_MS), ...seeded };
      const server = await startProcess({ environment });
      const client = new RegistryClient(server);
      const notified = new Promise<() => void>((begun) => (subscribers.beforeAnswer = () => new Promise<void>((answer) => begun(answer))));
      expect((await client.send('POST', SERVICES_PATH, registration('told-of'))).status).toBe(201);
      const answerNotification = await notified;
      const body = JSON.stringify(registration('running'));
      const running = sendRaw(server.port, [
        `POST ${SERVICES_PATH} HTTP/1.1\r\nhost: mep\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 20)}`,
        async () => {
          await expectAccepted(server.port);
          server.signal('SIGTERM');
          await untilRefused(server.port);
          return body.slice(20);
        },
      ]);
      expect(await running).toMatchObject({ status: 201 });
      subscribers.beforeAnswer = () => undefined;
      answerNotification();
      const { code, stderr } = await server.ended;
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(server.errorLog).toEqual([]);
      await client.close();
      await expectBoth(environment, subscribers);
    },
    TIMEOUT_MS,
  );

  /** The notification that was answered is not repeated: its acknowledgement was written before the end. */
  async function expectBoth(environment: Record<string, string>, subscribers: Subscribers): Promise<void> {
    const client = new RegistryClient(await startProcess({ environment }));
    expect((await client.services()).map(({ serName }) => serName).sort()).toEqual(['running', 'told-of']);
    await subscribers.untilAllKnow('running', 'ADDED', TIMEOUT_MS);
    expect(subscribers.repetitions).toBe(0);
    await client.close();
  }

  /** Connections are accepted and read in their order: whoever asked before is being served once this is answered. */
  async function expectAccepted(port: number): Promise<void> {
    expect(await sendRaw(port, ['GET /health/live HTTP/1.1\r\nhost: mep\r\nconnection: close\r\n\r\n'])).toMatchObject({ status: 200 });
  }

  async function untilRefused(port: number): Promise<void> {
    for (let tries = 0; tries < 200; tries++, await pause(50)) if ((await sendRaw(port, ['GET /health/live HTTP/1.1\r\nhost: mep\r\nconnection: close\r\n\r\n'])).refused) return;
    throw new Error('New connections are still taken.');
  }
});

describe('a wrong configuration', () => {
  it.each<[string, Record<string, string>]>([
    ['of kind and choice', { DATABASE_URL: 'mysql://here', PORT: 'http', MEC_RELATIVE_LINKS: 'maybe', MEC_LOG_LEVEL: 'loud', MEC_LIVENESS_MIN_S: '-1', MEC_NOTIFY_TIMEOUT_MS: 'soon' }],
    ['of range and form', { PORT: '65536', MEC_API_ROOT: 'ftp://here', MEC_CALLBACK_HOSTS: 'a b', MEC_NOTIFY_GIVE_UP_S: '1.5', MEC_RELATIVE_LINKS: 'toString', SQLITE_SYNCHRONOUS: 'OFF' }],
  ])(
    'is refused with a sentence for each fault %s',
    async (_case, faults) => {
      const said = await refusal(faults);
      expect(said).toHaveLength(Object.keys(faults).length);
      for (const [name, value] of Object.entries(faults)) expect(said).toContainEqual(expect.stringMatching(new RegExp(`^${name} must be .*; it is "${value}"\\.$`)));
    },
    TIMEOUT_MS,
  );

  it(
    'names the port that is in use',
    async () => {
      const other = createServer().listen(await freePort(), '127.0.0.1');
      await once(other, 'listening');
      cleanUp(() => void other.close());
      const { port } = other.address() as { port: number };
      const said = await refusal({}, port);
      expect(said).toEqual([expect.stringContaining(String(port))]);
      expect(said).toEqual([expect.stringMatching(/in use/)]);
    },
    TIMEOUT_MS,
  );

  it(
    'names a data folder that is none',
    async () => {
      const MEC_DATA_DIR = text('');
      expect(await refusal({ MEC_DATA_DIR })).toEqual([`MEC_DATA_DIR ${MEC_DATA_DIR} is no folder.`]);
    },
    TIMEOUT_MS,
  );

  it(
    'names a PostgreSQL that is out of reach',
    async () => {
      const port = await freePort();
      const said = await refusal({ DATABASE_URL: `postgres://postgres:secret@127.0.0.1:${port}/openmep` });
      expect(said).toEqual([expect.stringMatching(/database|DATABASE_URL|PostgreSQL/)]);
      expect(said).toEqual([expect.stringContaining(`127.0.0.1:${port}`)]);
      expect(said.join()).not.toContain('secret');
    },
    TIMEOUT_MS,
  );

  it(
    'names a PostgreSQL that takes connections and says nothing',
    async () => {
      const silent = createServer(() => undefined).listen(0, '127.0.0.1');
      await once(silent, 'listening');
      cleanUp(() => void silent.close());
      const { port } = silent.address() as { port: number };
      const said = await refusal({ DATABASE_URL: `postgres://postgres@127.0.0.1:${port}/openmep` });
      expect(said).toEqual([expect.stringMatching(/database|DATABASE_URL|PostgreSQL/)]);
    },
    TIMEOUT_MS,
  );
});

describe('the seed file', () => {
  it.each([
    ['is missing', () => join(temporaryFolder(), 'none.yaml'), /cannot be read/],
    ['is a folder', () => temporaryFolder(), /cannot be read/],
    ['is no YAML', () => text('applications: [}'), /cannot be read/],
    ['is empty', () => text(''), /must have a list "applications"\.$/],
    ['has no list of applications', () => writeYaml({ applications: { appName: 'x' } }), /must have a list "applications"\.$/],
  ])(
    'is refused in one sentence when it %s',
    async (_case, file, sentence) => {
      const MEC_SEED_FILE = file();
      const said = await refusal({ MEC_SEED_FILE });
      expect(said).toEqual([expect.stringMatching(sentence)]);
      expect(said).toEqual([expect.stringContaining(MEC_SEED_FILE)]);
    },
    TIMEOUT_MS,
  );

  it(
    'is refused with a sentence for each fault of its content',
    async () => {
      const services = [{ ...registration('x'), serName: undefined, serInstanceId: 's' }, 'text', null];
      const subscriptions = [{ subscriptionType: 'Other' }, { ...subscription('here'), callbackReference: 'not a URL' }, null];
      const applications = [{ appName: 'x' }, { ...application, transports: [{}] }, { ...application, services: {} }, { ...application, services, subscriptions }, 7, { ...application, appInstanceId: '..' }];
      const said = await refusal({ MEC_SEED_FILE: writeYaml({ applications }) });
      const expected = [
        /applications\[0\] lacks the text appInstanceId\.$/,
        /applications\[1\]\.transports: no module serves transports yet;/,
        /applications\[2\]\.services must be a list\.$/,
        /applications\[3\]\.services\[0\] lacks the attribute serName\.$/,
        /applications\[3\]\.services\[1\] must be of type object\.$/,
        /applications\[3\]\.services\[2\] must be of type object\.$/,
        /applications\[3\]\.subscriptions\[0\].*no module serves .*Other yet\.$/,
        /applications\[3\]\.subscriptions\[1\]\/callbackReference must be a valid uri\.$/,
        /applications\[3\]\.subscriptions\[2\]/,
        /applications\[4\] lacks the text appInstanceId\.$/,
        /applications\[4\] lacks the text appName\.$/,
        /applications\[5\]\.appInstanceId is \. or \.\., which cannot stand in a URI/,
      ];
      for (const sentence of expected) expect(said).toContainEqual(expect.stringMatching(sentence));
    },
    TIMEOUT_MS,
  );

  it.each([
    ['a service with two transports', { services: [{ ...registration('x'), transportId: 't', serInstanceId: 's' }] }, /transportId/],
    ['a callback that is neither http nor https', { subscriptions: [subscription('ftp://127.0.0.1/')] }, /callbackReference/],
  ])(
    'is refused in one sentence that names the file when it has %s',
    async (_case, sections, sentence) => {
      const MEC_SEED_FILE = writeYaml({ applications: [{ ...application, ...sections }] });
      const said = await refusal({ MEC_SEED_FILE });
      expect(said).toEqual([expect.stringMatching(sentence)]);
      expect(said).toEqual([expect.stringContaining(MEC_SEED_FILE)]);
    },
    TIMEOUT_MS,
  );

  it(
    'overwrites nothing when it is applied again',
    async () => {
      const services = [{ ...registration('seeded'), serInstanceId: 'seeded-service' }];
      const subscriptions = [{ ...subscription('http://127.0.0.1:9/'), subscriptionId: 'seeded-subscription' }];
      const environment = { DATABASE_URL: await newDatabase(), MEC_SEED_FILE: seedFile({ services, subscriptions }) };
      const first = await startProcess({ environment });
      const client = new RegistryClient(first);
      expect((await client.send('PUT', `${SERVICES_PATH}/seeded-service`, registration('changed'))).status).toBe(200);
      await client.close();
      await first.kill('SIGTERM');
      const again = new RegistryClient(await startProcess({ environment }));
      expect(await again.services()).toMatchObject([{ serInstanceId: 'seeded-service', serName: 'changed' }]);
      const { text: list } = await again.send('GET', SUBSCRIPTIONS_PATH);
      const { _links } = JSON.parse(list) as { _links: { subscriptions: { href: string }[] } };
      expect(_links.subscriptions.map(({ href }) => pathOf(href))).toEqual([`${SUBSCRIPTIONS_PATH}/seeded-subscription`]);
      await again.close();
    },
    TIMEOUT_MS,
  );
});
