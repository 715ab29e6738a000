import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { framed } from '../../src/modules/dns-server/wire/frames.js';
import { TestClock } from '../support/test-clock.js';
import { eventually } from '../support/eventually.js';
import { ask, question, TcpClient } from './support/ask.js';
import { DnsPlatform } from './support/dns-platform.js';
import { address, FakeUpstream, reply } from './support/fake-upstream.js';

const IDLE_MS = 10_000;

async function startWithRule(options: Parameters<typeof DnsPlatform.start>[0] = {}): Promise<DnsPlatform> {
  const platform = await DnsPlatform.start(options);
  platform.add('app.example', ['10.0.0.1']);
  return platform;
}

const numbered = (id: number, name = 'app.example') => question(name, 'A', { id });

describe('a connection', () => {
  it('carries any number of queries, one after the other and at once', async () => {
    const client = await TcpClient.connect((await startWithRule()).port);
    client.send(numbered(1));
    expect((await client.take(1)).map(({ id }) => id)).toEqual([1]);
    client.send(...Array.from({ length: 500 }, (_, index) => numbered(index)));
    expect((await client.take(500)).map(({ id }) => id)).toEqual(Array.from({ length: 500 }, (_, index) => index));
  });

  it('may bring its bytes one by one', async () => {
    const client = await TcpClient.connect((await startWithRule()).port);
    client.socket.setNoDelay(true);
    for (const byte of Buffer.concat([framed(numbered(1)), framed(numbered(2))])) await new Promise((sent) => client.socket.write(Buffer.from([byte]), sent));
    expect((await client.take(2)).map(({ id }) => id)).toEqual([1, 2]);
  });

  it('gets each answer as soon as it is there', async () => {
    let release: () => void = () => undefined;
    const upstream = await FakeUpstream.start((asked) => {
      release = () => upstream.send(asked, reply(asked, { answers: [address(asked)] }));
      return [];
    });
    const client = await TcpClient.connect((await startWithRule({ upstream: [upstream.setting] })).port);
    client.send(numbered(1, 'slow.example'), numbered(2));
    expect((await client.take(1)).map(({ id }) => id)).toEqual([2]);
    await eventually(() => expect(upstream.asked).toHaveLength(1));
    release();
    expect((await client.take(1)).map(({ id }) => id)).toEqual([1]);
  });

  it('gets its answers after the client has ended its side, and is closed then', async () => {
    const upstream = await FakeUpstream.start();
    const client = await TcpClient.connect((await startWithRule({ upstream: [upstream.setting] })).port);
    client.send(numbered(1, 'other.example'), numbered(2));
    client.socket.end();
    expect((await client.take(2)).map(({ id }) => id).sort()).toEqual([1, 2]);
    await once(client.socket, 'close');
  });

  it('that waits for many answers is read on when there are fewer', async () => {
    const held: (() => void)[] = [];
    const upstream = await FakeUpstream.start((asked) => {
      held.push(() => upstream.send(asked, reply(asked, { answers: [address(asked)] })));
      return [];
    });
    const client = await TcpClient.connect((await startWithRule({ upstream: [upstream.setting], clock: new TestClock() })).port);
    client.send(...Array.from({ length: 200 }, (_, index) => numbered(index, `name-${index}.example`)));
    await eventually(() => expect(upstream.asked).toHaveLength(64));
    await pause(100);
    expect(upstream.asked).toHaveLength(64);
    for (const release of held.splice(0, 10)) release();
    await client.take(10);
    await eventually(() => expect(upstream.asked).toHaveLength(74));
    upstream.behaviour = (asked) => reply(asked, { answers: [address(asked)] });
    for (const release of held) release();
    expect((await client.take(190)).map(({ rcode }) => rcode)).toEqual(Array.from({ length: 190 }, () => 'NOERROR'));
  });
});

describe('a connection is closed', () => {
  it.each<[string, Buffer]>([
    ['an empty message', Buffer.from([0, 0])],
    ['a message too short for a header', framed(Buffer.alloc(11))],
    ['an answer', framed(Buffer.alloc(12, 0x80))],
  ])('by %s', async (_what, bytes) => {
    const platform = await startWithRule();
    const client = await TcpClient.connect(platform.port);
    client.socket.write(bytes);
    await client.closed();
    expect(await ask(platform.port, 'app.example')).toMatchObject({ rcode: 'NOERROR' });
  });

  it('when no query comes for a while, and not before', async () => {
    const clock = new TestClock();
    const client = await TcpClient.connect((await startWithRule({ clock })).port);
    client.send(numbered(1));
    await client.take(1);
    await clock.advance(IDLE_MS - 1);
    client.send(numbered(2));
    await client.take(1);
    await clock.advance(IDLE_MS - 1);
    expect(client.socket.closed).toBe(false);
    await clock.advance(1);
    await client.closed();
  });

  it('when bytes drip in and never make a query', async () => {
    const clock = new TestClock();
    const client = await TcpClient.connect((await startWithRule({ clock })).port);
    for (const byte of [0xff, 0xff, 0x12]) {
      client.socket.write(Buffer.from([byte]));
      await clock.advance(IDLE_MS / 3 + 1);
    }
    await client.closed();
  });
});

describe('a client that does not read', () => {
  it('is not read from either, holds up nobody, and is closed after a while', async () => {
    const clock = new TestClock();
    const platform = await startWithRule({ clock });
    platform.add('many.example', Array.from({ length: 4000 }, (_, index) => `10.1.${index >> 8}.${index & 255}`));
    const client = await TcpClient.connect(platform.port);
    client.socket.pause();
    client.send(...Array.from({ length: 20_000 }, (_, index) => numbered(index, 'many.example')));
    await eventually(() => expect(platform.counters.queries).toBeGreaterThan(0));
    expect(await ask(platform.port, 'app.example')).toMatchObject({ rcode: 'NOERROR' });
    // 64 kB for each answer: what the kernel takes and no more.
    expect(platform.counters.queries).toBeLessThan(500);
    await clock.advance(IDLE_MS);
    client.socket.resume();
    await client.closed();
  });
});

describe('connections', () => {
  it('are taken up to a number, and again when some have gone', async () => {
    const platform = await startWithRule();
    const held = await Promise.all(Array.from({ length: 256 }, () => TcpClient.connect(platform.port)));
    const tooMany = await TcpClient.connect(platform.port);
    await tooMany.closed();
    expect(await ask(platform.port, 'app.example')).toMatchObject({ rcode: 'NOERROR' });
    for (const client of held.slice(0, 10)) client.socket.destroy();
    await eventually(async () => {
      const client = await TcpClient.connect(platform.port);
      client.send(numbered(7));
      expect((await client.take(1)).map(({ id }) => id)).toEqual([7]);
    });
  });
});
