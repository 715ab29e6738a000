import { TestClock } from '../support/test-clock.js';
import { ask, dataOf, ednsQuestion, question, type Answer } from './support/ask.js';
import { DnsPlatform } from './support/dns-platform.js';
import { address, type AskedQuery, FakeUpstream, reply, soa } from './support/fake-upstream.js';

let clock: TestClock;
let upstream: FakeUpstream;
let platform: DnsPlatform;

async function start(behaviour?: (asked: AskedQuery) => Buffer): Promise<void> {
  clock = new TestClock();
  upstream = await FakeUpstream.start(behaviour);
  platform = await DnsPlatform.start({ upstream: [upstream.setting], clock });
}

const seconds = (count: number) => clock.advance(count * 1000);
const ttlOf = ({ answers = [], authorities = [] }: Answer) => [...answers, ...authorities].map((record) => ('ttl' in record ? record.ttl : undefined));
const timesAsked = () => upstream.asked.length;

describe('an answer from upstream', () => {
  it('is kept for its TTL, which counts down', async () => {
    await start((asked) => reply(asked, { answers: [address(asked, '192.0.2.1', 100), address(asked, '192.0.2.2', 40)] }));
    expect(ttlOf(await ask(platform.port, 'other.example'))).toEqual([100, 40]);
    await seconds(39);
    expect(ttlOf(await ask(platform.port, 'OTHER.example'))).toEqual([61, 1]);
    expect(timesAsked()).toBe(1);
    await seconds(1);
    expect(ttlOf(await ask(platform.port, 'other.example'))).toEqual([100, 40]);
    expect(timesAsked()).toBe(2);
    expect(platform.counters).toEqual({ queries: 3, answered: 0, cached: 1, forwarded: 2, failed: 0 });
  });

  it('is not kept with a TTL of 0, nor with one beyond 2^31 (RFC 2181, 8)', async () => {
    await start((asked) => reply(asked, { answers: [address(asked, '192.0.2.1', asked.packet.questions![0]!.name === 'zero.example' ? 0 : 2 ** 31)] }));
    for (const name of ['zero.example', 'zero.example', 'odd.example', 'odd.example']) await ask(platform.port, name);
    expect(timesAsked()).toBe(4);
  });

  it('is kept for a day at most', async () => {
    await start((asked) => reply(asked, { answers: [address(asked, '192.0.2.1', 1_000_000)] }));
    await ask(platform.port, 'other.example');
    await seconds(86_399);
    expect(ttlOf(await ask(platform.port, 'other.example'))).toEqual([913_601]);
    await seconds(1);
    await ask(platform.port, 'other.example');
    expect(timesAsked()).toBe(2);
  });

  it('is kept for each type, and for each of the ways to ask for signatures', async () => {
    await start();
    const withFlags = (flags: number) => question('other.example', 'A', { flags });
    const queries = [question('other.example', 'A'), question('other.example', 'TXT'), ednsQuestion('other.example', 'A', { dnssecOk: true }), withFlags(0x0110), withFlags(0x0120)];
    for (const query of [...queries, ...queries]) await ask(platform.port, query);
    expect(upstream.asked.map(({ packet }) => [packet.questions![0]!.type, packet.additionals![0], packet.flag_cd, packet.flag_ad])).toMatchObject([
      ['A', { flag_do: false }, false, false],
      ['TXT', { flag_do: false }, false, false],
      ['A', { flag_do: true }, false, false],
      ['A', { flag_do: false }, true, false],
      ['A', { flag_do: false }, false, true],
      ['TXT', { flag_do: false }, false, false],
    ]);
  });

  it('is of no use any more when the name gets a rule, and again when it loses it', async () => {
    await start();
    await ask(platform.port, 'app.example');
    platform.zone.put('one', { domainName: 'app.example', ipAddress: '10.0.0.1', ipAddressType: 'IP_V4' });
    expect(dataOf(await ask(platform.port, 'app.example'))).toEqual(['10.0.0.1']);
    platform.zone.remove('one');
    expect(dataOf(await ask(platform.port, 'app.example'))).toEqual(['192.0.2.1']);
  });
});

describe('a denial from upstream', () => {
  it.each([
    ['NXDOMAIN', 'the TTL of its SOA record', { ttl: 30, minimum: 3600 }],
    ['NXDOMAIN', 'the minimum in it', { ttl: 3600, minimum: 30 }],
    ['NOERROR', 'the TTL of its SOA record', { ttl: 30, minimum: 3600 }],
    ['NOERROR', 'the minimum in it', { ttl: 3600, minimum: 30 }],
  ] as const)('%s is kept for %s', async (rcode, _what, times) => {
    await start((asked) => reply(asked, { rcode, authorities: [soa(times)] }));
    expect(ttlOf(await ask(platform.port, 'other.example'))).toEqual([30]);
    await seconds(29);
    const kept = await ask(platform.port, 'other.example');
    expect(kept).toMatchObject({ rcode, answers: [] });
    expect(ttlOf(kept)).toEqual([1]);
    expect(timesAsked()).toBe(1);
    await seconds(1);
    await ask(platform.port, 'other.example');
    expect(timesAsked()).toBe(2);
  });

  it.each(['NXDOMAIN', 'NOERROR'] as const)('%s is not kept without an SOA record', async (rcode) => {
    await start((asked) => reply(asked, { rcode }));
    for (let turn = 0; turn < 2; turn++) expect(await ask(platform.port, 'other.example')).toMatchObject({ rcode, answers: [] });
    expect(timesAsked()).toBe(2);
  });

  it('at the end of an alias is kept as one, not as an answer', async () => {
    await start((asked) => {
      const { name } = asked.packet.questions![0]!;
      const alias = { type: 'CNAME', name, ttl: 500, data: 'nowhere.example' } as const;
      return reply(asked, { answers: [alias], ...(name.startsWith('with') && { authorities: [soa({ minimum: 20 })] }) });
    });
    for (const name of ['bare.example', 'bare.example', 'with.example', 'with.example']) await ask(platform.port, name);
    expect(timesAsked()).toBe(3);
    await seconds(20);
    await ask(platform.port, 'with.example');
    expect(timesAsked()).toBe(4);
  });

  it.each(['SERVFAIL', 'REFUSED', 'FORMERR'] as const)('%s is passed on and never kept', async (rcode) => {
    await start((asked) => reply(asked, { rcode }));
    for (let turn = 0; turn < 2; turn++) expect(await ask(platform.port, 'other.example')).toMatchObject({ rcode, answers: [] });
    expect(timesAsked()).toBe(2);
  });
});
