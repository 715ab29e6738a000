import { ask, askByTcp, dataOf, ednsQuestion, question } from './support/ask.js';
import { DnsPlatform } from './support/dns-platform.js';
import { address, FakeUpstream, reply, soa, TRUNCATED } from './support/fake-upstream.js';

describe('a name without a rule', () => {
  it('is asked of the upstream server, and its answer passed on', async () => {
    const upstream = await FakeUpstream.start();
    const { port } = await DnsPlatform.start({ upstream: [upstream.setting] });
    const answer = await ask(port, 'other.example');
    expect(answer).toMatchObject({ id: 4711, rcode: 'NOERROR', flag_aa: false, flag_ra: true, flag_rd: true });
    expect(answer.answers).toMatchObject([{ name: 'other.example', type: 'A', data: '192.0.2.1', ttl: 300 }]);
    expect(upstream.asked).toMatchObject([{ transport: 'udp', packet: { flag_rd: true, questions: [{ name: 'other.example', type: 'A' }] } }]);
  });

  it('is not asked of upstream if it has a rule, for whatever type', async () => {
    const upstream = await FakeUpstream.start();
    const platform = await DnsPlatform.start({ upstream: [upstream.setting] });
    platform.add('app.example', ['10.0.0.1']);
    expect(await ask(platform.port, 'app.example')).toMatchObject({ flag_aa: true, flag_ra: true });
    expect(await ask(platform.port, 'app.example', 'AAAA')).toMatchObject({ rcode: 'NOERROR', answers: [], flag_aa: true });
    expect(upstream.asked).toEqual([]);
  });

  it('is asked for again over TCP if the answer is truncated', async () => {
    const upstream = await FakeUpstream.start((asked) =>
      asked.transport === 'udp' ? reply(asked, { flags: TRUNCATED }) : reply(asked, { answers: Array.from({ length: 100 }, (_, index) => address(asked, `10.0.0.${index}`)) }),
    );
    const { port } = await DnsPlatform.start({ upstream: [upstream.setting] });
    const truncated = await ask(port, 'large.example');
    expect(truncated).toMatchObject({ flag_tc: true, rcode: 'NOERROR', answers: [] });
    const whole = await askByTcp(port, question('large.example'));
    expect(whole.flag_tc).toBe(false);
    expect(dataOf(whole)).toHaveLength(100);
    expect(upstream.asked.map(({ transport }) => transport)).toEqual(['udp', 'tcp']);
  });

  it('is passed on byte for byte: labels of any bytes, records of any type', async () => {
    const upstream = await FakeUpstream.start((asked) => {
      const head = Buffer.from(asked.bytes.subarray(0, asked.bytes.length - 11));
      head.writeUInt16BE(0x8180, 2);
      head.writeUInt16BE(1, 6);
      head.writeUInt16BE(0, 10);
      return Buffer.concat([head, Buffer.from('c00cff0100010000003c0003deadbe', 'hex')]);
    });
    const { port } = await DnsPlatform.start({ upstream: [upstream.setting] });
    const name = Buffer.from([4, 0x61, 0x2e, 0xff, 0x00, 3, 0x43, 0xe9, 0xc9, 0]);
    const query = Buffer.concat([question('').subarray(0, 12), name, Buffer.from([0xff, 1, 0, 1])]);
    const { bytes } = await ask(port, query);
    expect(bytes.toString('hex')).toBe(`126781800001000100000000${name.toString('hex')}ff010001c00cff0100010000003c0003deadbe`);
  });
});

describe('equal questions', () => {
  it('at the same time are one question for upstream', async () => {
    const upstream = await FakeUpstream.start();
    const platform = await DnsPlatform.start({ upstream: [upstream.setting] });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, id) => ask(platform.port, question(id % 2 ? 'same.example' : 'SAME.example', 'A', { id }))));
    expect(answers.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, id) => id));
    expect(answers.map(({ questions }) => questions![0]!.name)).toEqual(answers.map((_, id) => (id % 2 ? 'same.example' : 'SAME.example')));
    expect(upstream.asked).toHaveLength(1);
  });
});

describe('answers from upstream', () => {
  it('with another id or question are ignored', async () => {
    const upstream = await FakeUpstream.start((asked) => {
      const { packet } = asked;
      const forged = (other: object) => reply({ ...asked, packet: { ...packet, ...other } }, { answers: [address(asked, '203.0.113.66')] });
      const question = packet.questions![0]!;
      return [
        forged({ id: (packet.id! + 1) % 0x10000 }),
        forged({ questions: [{ ...question, name: 'forged.example' }] }),
        forged({ questions: [{ ...question, name: 'ether.example' }] }),
        forged({ questions: [{ ...question, type: 'AAAA' }] }),
        forged({ questions: [question, question] }),
        Buffer.from('junk'),
        reply(asked, { answers: [address(asked)] }),
      ];
    });
    const { port } = await DnsPlatform.start({ upstream: [upstream.setting] });
    expect(dataOf(await ask(port, 'other.example'))).toEqual(['192.0.2.1']);
  });

  it('lose the OPT record for a client that has sent none', async () => {
    const upstream = await FakeUpstream.start((asked) => reply(asked, { rcode: 'NXDOMAIN', authorities: [soa()] }));
    const { port } = await DnsPlatform.start({ upstream: [upstream.setting] });
    expect(await ask(port, 'other.example')).toMatchObject({ rcode: 'NXDOMAIN', additionals: [] });
    expect(await ask(port, ednsQuestion('other.example'))).toMatchObject({ rcode: 'NXDOMAIN', additionals: [{ type: 'OPT', udpPayloadSize: 1232 }] });
  });
});
