import { dig, itWithDig } from './support/dig.js';
import { DnsPlatform } from './support/dns-platform.js';
import { FakeUpstream } from './support/fake-upstream.js';

const lines = (output: string) => output.trim().split('\n');

async function start(): Promise<DnsPlatform> {
  const upstream = await FakeUpstream.start();
  const platform = await DnsPlatform.start({ upstream: [upstream.setting] });
  platform.add('app.example', ['10.0.0.1', '2001:db8::1'], 60);
  platform.add('*.wild.example', ['10.0.0.2']);
  platform.add('many.example', Array.from({ length: 200 }, (_, index) => `10.1.0.${index}`));
  return platform;
}

describe('dig', () => {
  itWithDig('gets the addresses of a rule', async () => {
    const { port } = await start();
    expect(lines(await dig(port, '+noall', '+answer', 'APP.example', 'A'))).toEqual([expect.stringMatching(/^APP\.example\.\s+60\s+IN\s+A\s+10\.0\.0\.1$/)]);
    expect(lines(await dig(port, '+short', 'app.example', 'AAAA'))).toEqual(['2001:db8::1']);
    expect(lines(await dig(port, '+short', '+tcp', 'anything.wild.example'))).toEqual(['10.0.0.2']);
    expect(lines(await dig(port, '+short', '+noedns', 'app.example'))).toEqual(['10.0.0.1']);
  });

  itWithDig('gets what upstream says', async () => {
    const { port } = await start();
    expect(lines(await dig(port, '+short', 'other.example'))).toEqual(['192.0.2.1']);
  });

  itWithDig('sees the flags, the size and the codes', async () => {
    const { port } = await start();
    const answer = await dig(port, 'app.example', 'MX');
    expect(answer).toMatch(/opcode: QUERY, status: NOERROR/);
    expect(answer).toMatch(/flags: qr aa rd ra; QUERY: 1, ANSWER: 0, AUTHORITY: 0, ADDITIONAL: 1/);
    expect(answer).toMatch(/EDNS: version: 0, flags:; udp: 1232/);
    expect(await dig(port, 'x.y.x.app.wild.example', 'A', '+dnssec')).toMatch(/flags: do; udp: 1232/);
    expect(await dig(port, 'version.bind', 'TXT', 'CH')).toMatch(/status: REFUSED/);
    expect(await dig(port, 'app.example', '+edns=7', '+noednsnegotiation')).toMatch(/status: BADVERS/);
    expect(await dig(port, 'app.example', '+opcode=STATUS')).toMatch(/status: NOTIMP/);
    expect(await dig(port, 'app.example', '+header-only')).toMatch(/status: FORMERR/);
  });

  itWithDig('asks again over TCP for what does not fit', async () => {
    const { port } = await start();
    const answer = await dig(port, 'many.example');
    expect(answer).toMatch(/Truncated, retrying in TCP mode/);
    expect(answer).toMatch(/ANSWER: 200/);
    expect(await dig(port, 'many.example', '+ignore')).toMatch(/flags: qr aa tc rd ra; QUERY: 1, ANSWER: 0/);
  });

  itWithDig('transfers no zone', async () => {
    const { port } = await start();
    expect(await dig(port, 'app.example', 'AXFR')).toMatch(/Transfer failed/);
  });
});
