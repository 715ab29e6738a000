import { AnswerJudge } from '../support/malformed-answers.js';
import { malformedDocument, oversize } from '../support/malformed-documents.js';
import { environmentOf, handoverPeers } from '../support/malformed-handover.js';
import { knownMalformed } from '../support/malformed-known.js';
import { restoreVictim, targetOperations } from '../support/malformed-operations.js';
import type { MalformedRequest, Targets } from '../support/malformed-request.js';
import { malformedHeaderValue, malformedPath, malformedQuery } from '../support/malformed-targets.js';
import { malformedWire } from '../support/malformed-wire.js';
import { newDatabase, type ServerProcess, startProcess } from '../support/process.js';
import { printedSeed, Random } from '../support/process-random.js';
import { type RawAnswer, sendRaw } from '../support/process-raw.js';
import { pathOf, registration, RegistryClient, SERVICES_PATH } from '../support/process-registry.js';

const REQUESTS = 10_000;
const SENDERS = 12;
const MOST_FAULTS = 25;
const TIMEOUT_MS = 480_000;

type Maker = (random: Random, targets: Targets) => MalformedRequest;

const SHARES: [share: number, make: Maker][] = [
  [0.6, malformedDocument],
  [0.1, malformedPath],
  [0.08, malformedQuery],
  [0.07, malformedHeaderValue],
  [0.148, malformedWire],
  [0.002, oversize],
];

function generate(random: Random, targets: Targets): MalformedRequest {
  let at = random.next();
  for (const [share, make] of SHARES) if ((at -= share) < 0) return make(random, targets);
  return malformedDocument(random, targets);
}

/** Below them ids are those of the examples, so that others may take the same away, or begin the whole network anew. */
const SHARED = ['/ran/v1/', '/registration/v1/', '/placement/v1/'];

/** What turned out valid has to be there, and goes again if that is possible, so that lists stay short. */
async function removeAgain(client: RegistryClient, { headers = {} }: RawAnswer): Promise<string[]> {
  const path = pathOf(headers['location']);
  const read = await client.send('GET', path);
  const removed = await client.send('DELETE', path);
  const gone = SHARED.some((root) => path.startsWith(root)) ? [404] : [];
  // A cloud or an application with copies goes with the last of them.
  if ([200, ...gone].includes(read.status) && [202, 204, 405, ...gone].includes(removed.status)) return [];
  return [`was accepted, and its resource answers GET with ${read.status} and DELETE with ${removed.status}`];
}

const excerpt = (text: string) => JSON.stringify(text.length > 300 ? `${text.slice(0, 150)} ... ${text.slice(-150)}` : text);

function report({ kind, bytes }: MalformedRequest, { status, body = '' }: RawAnswer, fault: string): string {
  return `${kind}: ${fault}\n  request ${excerpt(bytes.toString('latin1'))}\n  answer ${status} ${excerpt(body)}`;
}

/** Sends requests, several at a time, until there are no more of them or enough faults. */
async function bombard(server: ServerProcess, requests: Iterator<MalformedRequest>, judge: AnswerJudge): Promise<string[]> {
  const client = new RegistryClient(server);
  const faults: string[] = [];
  const sender = async () => {
    for (let next = requests.next(); !next.done && faults.length < MOST_FAULTS && server.running; next = requests.next()) {
      const request = next.value;
      const answer = await sendRaw(server.port, [request.bytes], { method: request.method, end: request.incomplete ?? false });
      const found = judge.judge(request, answer);
      if (answer.status === 201) found.push(...(await removeAgain(client, answer)));
      if (answer.status === 202) await restoreVictim(client);
      faults.push(...found.map((fault) => report(request, answer, fault)));
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  await client.close();
  return faults;
}

function* generated(targets: Targets): Generator<MalformedRequest> {
  const random = new Random(printedSeed(`${REQUESTS} malformed requests`));
  for (let left = REQUESTS; left > 0; left--) yield generate(random, targets);
}

async function start(): Promise<{ server: ServerProcess; targets: Targets }> {
  const peers = await handoverPeers();
  const server = await startProcess({ environment: { ...environmentOf(peers), DATABASE_URL: await newDatabase(), MEC_CALLBACK_HOSTS: '127.0.0.1' } });
  const client = new RegistryClient(server);
  const targets = { services: SERVICES_PATH, ...(await targetOperations(client, peers)) };
  await client.close();
  return { server, targets };
}

async function expectToServe(server: ServerProcess): Promise<void> {
  expect(server.running).toBe(true);
  const client = new RegistryClient(server);
  expect((await client.send('GET', '/health/ready')).status).toBe(200);
  expect((await client.send('POST', SERVICES_PATH, registration('afterwards'))).status).toBe(201);
  expect(await client.services()).toEqual(expect.arrayContaining([expect.objectContaining({ serName: 'afterwards' })]));
  await client.close();
}

it(
  'answers what has brought servers down with problems, and lives',
  async () => {
    const { server, targets } = await start();
    const faults = await bombard(server, knownMalformed(targets).values(), new AnswerJudge());
    expect([...faults, ...server.errorLog].join('\n\n')).toBe('');
    await expectToServe(server);
  },
  TIMEOUT_MS,
);

it(
  `answers ${REQUESTS} malformed requests with problems, and lives`,
  async () => {
    const { server, targets } = await start();
    const judge = new AnswerJudge();
    const faults = await bombard(server, generated(targets), judge);
    process.stdout.write(`Answers on ${globalThis.DATABASE}:\n${judge.table}\n`);
    expect([...faults, ...server.errorLog].join('\n\n')).toBe('');
    await expectToServe(server);
  },
  TIMEOUT_MS,
);
