import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { framed } from '../../src/modules/dns-server/wire/frames.js';
import { ask, askByTcp, dataOf, question, TcpClient, udpExchange } from './support/ask.js';
import { DnsPlatform } from './support/dns-platform.js';
import { address, type AskedQuery, FakeUpstream, reply, soa } from './support/fake-upstream.js';
import { hostileMessage, mutated } from './support/hostile.js';

const TIMEOUT_MS = 60_000;
/** A record of an address and an OPT record. */
const MOST_ADDED = 16 + 11;

let platform: DnsPlatform;

async function start(upstream: string[] = []): Promise<void> {
  platform = await DnsPlatform.start({ upstream });
  platform.add('app.example', ['10.0.0.1']);
  platform.add('*.wild.example', ['10.0.0.2']);
}

async function expectAlive(): Promise<void> {
  expect(dataOf(await ask(platform.port, 'app.example'))).toEqual(['10.0.0.1']);
}

/** Sends datagrams, and takes all answers that come before the one to a last, good query. */
async function flood(socket: Socket, messages: Buffer[]): Promise<Buffer[]> {
  const answers: Buffer[] = [];
  const last = question('last.wild.example');
  socket.removeAllListeners('message');
  const done = new Promise<void>((resolve) => {
    socket.on('message', (answer) => {
      if (answer.subarray(12, 30).equals(last.subarray(12, 30))) resolve();
      else answers.push(answer);
    });
  });
  for (const message of [...messages, last]) socket.send(message, platform.port, '127.0.0.1');
  await done;
  return answers;
}

describe('datagrams of ill will', () => {
  it(
    'harm nothing, and are answered with hardly more than they bring',
    async () => {
      await start();
      const socket = createSocket('udp4').bind(0, '127.0.0.1');
      await once(socket, 'listening');
      await fc.assert(
        fc.asyncProperty(fc.array(hostileMessage, { maxLength: 40 }), async (messages) => {
          const answers = await flood(socket, messages);
          const brought = new Map<number, number>();
          for (const message of messages) if (message.length >= 2) brought.set(message.readUInt16BE(), Math.max(message.length, brought.get(message.readUInt16BE()) ?? 0));
          expect(answers.length).toBeLessThanOrEqual(messages.length);
          for (const answer of answers) {
            expect(answer.readUInt16BE(2) & 0x8000).toBe(0x8000);
            expect(answer.length).toBeLessThanOrEqual(brought.get(answer.readUInt16BE())! + MOST_ADDED);
          }
        }),
        { numRuns: 300 },
      );
      await new Promise<void>((closed) => socket.close(closed));
      await expectAlive();
    },
    TIMEOUT_MS,
  );

  it('harm nothing where names are forwarded', async () => {
    const upstream = await FakeUpstream.start();
    await start([upstream.setting]);
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    await fc.assert(
      fc.asyncProperty(fc.array(hostileMessage, { maxLength: 20 }), async (messages) => {
        await flood(socket, messages);
      }),
      { numRuns: 100 },
    );
    await new Promise<void>((closed) => socket.close(closed));
    await expectAlive();
  });

  it('of the largest size harm nothing', async () => {
    await start();
    for (const fill of [0x00, 0xff, 0xc0, 0x01]) await udpExchange(platform.port, Buffer.alloc(65_507, fill), { patience: 50 });
    const padded = Buffer.concat([question('app.example'), Buffer.alloc(60_000, 0xc0)]);
    expect(await ask(platform.port, padded)).toMatchObject({ rcode: 'NOERROR' });
    await expectAlive();
  });
});

describe('streams of ill will', () => {
  async function stream(chunks: Buffer[]): Promise<void> {
    const client = await TcpClient.connect(platform.port);
    for (const chunk of chunks) client.socket.write(chunk);
    await pause(1);
    client.socket.destroy();
  }

  it(
    'harm nothing',
    async () => {
      await start();
      const frames = fc.array(hostileMessage.map(framed), { maxLength: 10 });
      const junk = fc.array(fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)), { maxLength: 5 });
      await fc.assert(fc.asyncProperty(fc.oneof(frames, junk), stream), { numRuns: 200 });
      await expectAlive();
      expect(dataOf(await askByTcp(platform.port, question('app.example')))).toEqual(['10.0.0.1']);
    },
    TIMEOUT_MS,
  );

  it('of the largest messages harm nothing', async () => {
    await start();
    for (const fill of [0x00, 0xff, 0xc0, 0x01]) await stream([framed(Buffer.alloc(65_535, fill))]);
    await stream([Buffer.from([0xff, 0xff]), Buffer.alloc(40_000)]);
    const padded = Buffer.concat([question('app.example'), Buffer.alloc(65_000)]);
    expect(await askByTcp(platform.port, padded)).toMatchObject({ rcode: 'NOERROR' });
  });
});

describe('upstream servers of ill will', () => {
  const good = (asked: AskedQuery) => reply(asked, { answers: [address(asked)], authorities: [soa()], additionals: [address(asked, '192.0.2.9')] });

  it(
    'harm nothing: who asks gets an answer',
    async () => {
      const upstream = await FakeUpstream.start();
      await start([upstream.setting]);
      let count = 0;
      await fc.assert(
        fc.asyncProperty(mutated(fc.constant(Buffer.alloc(120))), fc.nat(60), async (noise, from) => {
          const name = `name-${count++}.example`;
          upstream.behaviour = (asked) => {
            const answer = good(asked);
            for (let at = 0; at < answer.length - 2; at++) answer[at + 2]! ^= at < from ? 0 : noise[at % noise.length]!;
            return [answer, good(asked)];
          };
          const answer = await udpExchange(platform.port, question(name));
          expect(answer!.readUInt16BE(0)).toBe(4711);
          expect(answer!.subarray(12, 12 + name.length + 6)).toEqual(question(name).subarray(12));
        }),
        { numRuns: 300 },
      );
      await expectAlive();
    },
    TIMEOUT_MS,
  );
});
