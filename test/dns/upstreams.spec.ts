import { TestClock } from '../support/test-clock.js';
import { eventually } from '../support/eventually.js';
import { ask, dataOf, question, udpExchange } from './support/ask.js';
import { DnsPlatform } from './support/dns-platform.js';
import { address, FakeUpstream, reply } from './support/fake-upstream.js';
import { freeDnsPort } from './support/free-port.js';

const MOST_UNDER_WAY = 256;

const silent = () => FakeUpstream.start(() => undefined);
const saying = (data: string) => FakeUpstream.start((asked) => reply(asked, { answers: [address(asked, data, 0)] }));
const refusing = (rcode: 'SERVFAIL' | 'REFUSED') => FakeUpstream.start((asked) => reply(asked, { rcode }));
const away = async () => `127.0.0.1:${await freeDnsPort()}`;

describe('upstream servers', () => {
  it('are asked in order', async () => {
    const [first, second] = [await saying('192.0.2.1'), await saying('192.0.2.2')];
    const { port } = await DnsPlatform.start({ upstream: [first.setting, second.setting] });
    for (let turn = 0; turn < 3; turn++) expect(dataOf(await ask(port, 'other.example'))).toEqual(['192.0.2.1']);
    expect(second.asked).toEqual([]);
  });

  it('that are silent come last for half a minute', async () => {
    const clock = new TestClock();
    const [first, second] = [await silent(), await saying('192.0.2.2')];
    const { port } = await DnsPlatform.start({ upstream: [first.setting, second.setting], clock });
    const answer = ask(port, 'other.example');
    await eventually(() => expect(first.asked).toHaveLength(1));
    await clock.advance(1499);
    expect(second.asked).toEqual([]);
    await clock.advance(1);
    expect(dataOf(await answer)).toEqual(['192.0.2.2']);
    await clock.advance(29_999);
    await ask(port, 'other.example');
    expect([first.asked.length, second.asked.length]).toEqual([1, 2]);
    first.behaviour = (asked) => reply(asked, { answers: [address(asked, '192.0.2.1')] });
    await clock.advance(1);
    expect(dataOf(await ask(port, 'other.example'))).toEqual(['192.0.2.1']);
  });

  it('that are away are known at once, and asked again when the others are away too', async () => {
    const [gone, second] = [await away(), await saying('192.0.2.2')];
    const { port } = await DnsPlatform.start({ upstream: [gone, second.setting], clock: new TestClock() });
    expect(dataOf(await ask(port, 'other.example'))).toEqual(['192.0.2.2']);
    await second.stop();
    expect(await ask(port, 'other.example')).toMatchObject({ rcode: 'SERVFAIL' });
  });

  it('are asked three times if there is only one, since datagrams get lost', async () => {
    const clock = new TestClock();
    const upstream = await silent();
    const platform = await DnsPlatform.start({ upstream: [upstream.setting], clock });
    const answer = ask(platform.port, 'other.example');
    for (let count = 1; count <= 3; count++) {
      await eventually(() => expect(upstream.asked).toHaveLength(count));
      await clock.advance(1500);
    }
    expect(await answer).toMatchObject({ rcode: 'SERVFAIL', flag_ra: true, answers: [] });
    expect(new Set(upstream.asked.map(({ packet }) => packet.id)).size).toBeGreaterThan(1);
    expect(new Set(upstream.asked.map(({ sourcePort }) => sourcePort)).size).toBeGreaterThan(1);
    expect(platform.counters).toMatchObject({ queries: 1, forwarded: 1, failed: 1 });
  });

  it.each(['SERVFAIL', 'REFUSED'] as const)('that say %s are followed by the next one, and stay in their place', async (rcode) => {
    const [first, second] = [await refusing(rcode), await saying('192.0.2.2')];
    const { port } = await DnsPlatform.start({ upstream: [first.setting, second.setting] });
    for (let turn = 1; turn <= 2; turn++) {
      expect(dataOf(await ask(port, 'other.example'))).toEqual(['192.0.2.2']);
      expect(first.asked).toHaveLength(turn);
    }
  });

  it('that all refuse are quoted, and asked once each', async () => {
    const [first, second] = [await refusing('REFUSED'), await refusing('SERVFAIL')];
    const { port } = await DnsPlatform.start({ upstream: [first.setting, second.setting] });
    expect(await ask(port, 'other.example')).toMatchObject({ rcode: 'REFUSED' });
    expect([first.asked.length, second.asked.length]).toEqual([1, 1]);
  });

  it('that answer with half a message are followed by the next one', async () => {
    const broken = await FakeUpstream.start((asked) => reply(asked, { answers: [address(asked)] }).subarray(0, -20));
    const other = await saying('192.0.2.2');
    const { port } = await DnsPlatform.start({ upstream: [broken.setting, other.setting] });
    expect(dataOf(await ask(port, 'other.example'))).toEqual(['192.0.2.2']);
  });

  it('that do not know our EDNS version are followed by the next one', async () => {
    const odd = await FakeUpstream.start((asked) => {
      const answer = reply(asked);
      answer[answer.length - 6] = 1;
      return answer;
    });
    const other = await saying('192.0.2.2');
    const { port } = await DnsPlatform.start({ upstream: [odd.setting, other.setting] });
    expect(dataOf(await ask(port, 'other.example'))).toEqual(['192.0.2.2']);
  });

  it('that truncate and do not speak TCP are followed by the next one', async () => {
    const truncating = await FakeUpstream.start((asked) => (asked.transport === 'udp' ? reply(asked, { flags: 0x0200 }) : undefined), { tcp: false });
    const other = await saying('192.0.2.2');
    const { port } = await DnsPlatform.start({ upstream: [truncating.setting, other.setting] });
    expect(dataOf(await ask(port, 'other.example'))).toEqual(['192.0.2.2']);
  });
});

describe('a loop', () => {
  it('to ourselves ends with one question under way, and SERVFAIL', async () => {
    const port = await freeDnsPort();
    const clock = new TestClock();
    const platform = await DnsPlatform.start({ port, upstream: [`127.0.0.1:${port}`], clock });
    const answer = ask(port, 'other.example');
    for (let count = 1; count <= 3; count++) {
      await eventually(() => expect(platform.counters.queries).toBe(1 + count));
      await clock.advance(1500);
    }
    expect(await answer).toMatchObject({ rcode: 'SERVFAIL' });
    expect(platform.counters).toMatchObject({ queries: 4 });
  });
});

describe('questions', () => {
  it('without a wish for recursion are not forwarded', async () => {
    const upstream = await FakeUpstream.start();
    const { port } = await DnsPlatform.start({ upstream: [upstream.setting] });
    await ask(port, 'other.example');
    expect(await ask(port, question('other.example', 'A', { flags: 0 }))).toMatchObject({ rcode: 'REFUSED', flag_ra: true });
    expect(upstream.asked).toHaveLength(1);
  });

  it('that are too many for upstream fail at once, those that have rules do not', async () => {
    const upstream = await silent();
    const platform = await DnsPlatform.start({ upstream: [upstream.setting], clock: new TestClock() });
    platform.add('app.example', ['10.0.0.1']);
    const waiting = Array.from({ length: MOST_UNDER_WAY }, (_, index) => udpExchange(platform.port, question(`name-${index}.example`), { patience: 300 }));
    await eventually(() => expect(platform.counters.forwarded).toBe(MOST_UNDER_WAY));
    expect(await ask(platform.port, 'one-more.example')).toMatchObject({ rcode: 'SERVFAIL' });
    expect(await ask(platform.port, 'app.example')).toMatchObject({ rcode: 'NOERROR' });
    expect((await Promise.all(waiting)).filter(Boolean)).toEqual([]);
  });
});
