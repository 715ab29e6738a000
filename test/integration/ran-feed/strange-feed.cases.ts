import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { cleanUp } from '../../support/clean-up.js';
import { eventually } from '../../support/eventually.js';
import { startPlatform } from '../../support/platform.js';
import { load, ranPath, read, scenario, type Schemas } from '../../support/ran.js';
import { specAgent } from '../../support/spec-agent.js';
import { TestClock } from '../../support/test-clock.js';

/** Answers like a platform, but its feed says what the test wants, and its REST what it replaces. */
class StrangePlatform {
  readonly answers = new Map<string, { status: number; content: unknown }>();
  readonly greetings: string[] = [];
  asked: (string | undefined)[] = [];
  private readonly server: Server = createServer((request, response) => {
    const { status, content } = this.answers.get(request.url!) ?? { status: 404, content: {} };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
  });

  async listen(): Promise<string> {
    const sockets = new WebSocketServer({ server: this.server });
    sockets.on('connection', (socket, { url }) => {
      this.asked.push(url);
      for (const text of this.greetings.splice(0)) socket.send(text);
    });
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    cleanUp(() => {
      for (const socket of sockets.clients) socket.terminate();
      this.server.close();
    });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/ran/v1`;
  }
}

describe('a platform that follows something strange', () => {
  const clock = new TestClock();
  let strange: StrangePlatform;
  let api: ReturnType<typeof specAgent>;
  let snapshot: Schemas['Snapshot'];

  const follow = async () => {
    api = specAgent(await startPlatform({ clock, environment: { MEC_RAN_FEED: `${await strange.listen()}/` } }));
  };
  /** Lets the time pass until the next attempt, and on. */
  const later = (check: () => unknown) =>
    eventually(async () => {
      await clock.advance(1000);
      await check();
    });
  const ues = async () => (await read<Schemas['Ue'][]>(api, 'ues')).map(({ id }) => id);

  beforeEach(async () => {
    const real = specAgent(await startPlatform({ clock: new TestClock() }));
    await load(real);
    snapshot = await read(real, 'snapshot');
    strange = new StrangePlatform();
    strange.answers.set('/ran/v1/snapshot', { status: 200, content: snapshot });
    strange.answers.set('/ran/v1/scenario', { status: 200, content: scenario() });
  });

  it.each([
    ['no JSON', 'hello'],
    ['an unknown kind', JSON.stringify({ seq: 1_000_000, time: '2026-01-01T00:00:00.000Z', kind: 'EARTHQUAKE' })],
    ['a message without its content', JSON.stringify({ seq: 1_000_000, time: '2026-01-01T00:00:00.000Z', kind: 'UE', change: 'REMOVED' })],
  ])('goes on with what came before %s, and asks again', async (_what, text) => {
    const removal = { seq: snapshot.seq + 5, time: '2026-01-01T00:00:01.000Z', kind: 'UE', change: 'REMOVED', ue: snapshot.ues[0] };
    strange.greetings.push(JSON.stringify(removal), text);
    await follow();
    await later(async () => expect(await ues()).toEqual(['probe-1']));
    await later(() => expect(strange.asked.slice(0, 2)).toEqual([`/ran/v1/feed?after=${snapshot.seq}`, `/ran/v1/feed?after=${removal.seq}`]));
  });

  it.each([
    ['an error', { status: 500, content: {} }],
    ['no snapshot', { status: 200, content: { seq: 1 } }],
    ['a cell without its base station', { status: 200, content: { baseStations: [] } }],
  ])('shows nothing while the answer is %s, and the network as soon as it is right', async (_what, answer) => {
    const content = answer.status === 200 && 'baseStations' in answer.content ? { ...snapshot, baseStations: [] } : answer.content;
    strange.answers.set('/ran/v1/snapshot', { status: answer.status, content });
    await follow();
    for (let turn = 0; turn < 5; turn++) await clock.advance(1000);
    await api.get(ranPath('ues')).expect(200, []);
    strange.answers.set('/ran/v1/snapshot', { status: 200, content: snapshot });
    await later(async () => expect(await ues()).toEqual(['car-1', 'probe-1']));
  });
});
