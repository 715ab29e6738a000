import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { ConfigurationError } from '../../src/config/index.js';
import { TestClock } from '../support/test-clock.js';
import { eventually } from '../support/eventually.js';
import { ask, isDropped, question, TcpClient, udpExchange } from './support/ask.js';
import { DnsPlatform } from './support/dns-platform.js';
import { FakeUpstream } from './support/fake-upstream.js';
import { freeDnsPort } from './support/free-port.js';

const hasIpv6 = Object.values(networkInterfaces()).flat().some((of) => of?.address === '::1');
if (!hasIpv6) console.warn('SKIPPED: the DNS server on IPv6, because this machine has none.');
const onIpv6 = hasIpv6 ? it : it.skip;

async function refusal(options: Parameters<typeof DnsPlatform.start>[0]): Promise<string[]> {
  const error: unknown = await DnsPlatform.start(options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ConfigurationError);
  return (error as ConfigurationError).faults;
}

describe('the DNS server', () => {
  it('is off at port 0', async () => {
    const sockets = () => process.getActiveResourcesInfo().filter((resource) => /^(UDPWRAP|TCPServerWrap)$/i.test(resource)).length;
    const before = sockets();
    await DnsPlatform.start({ port: 0 });
    expect(sockets()).toBe(before);
    await DnsPlatform.start();
    await eventually(() => expect(sockets()).toBe(before + 2));
  });

  it('gives its port back when it stops', async () => {
    const port = await freeDnsPort();
    for (let turn = 0; turn < 2; turn++) {
      const platform = await DnsPlatform.start({ port });
      expect(await ask(port, 'app.example')).toMatchObject({ rcode: 'REFUSED' });
      await platform.stop();
      expect(await isDropped(port, question('app.example'))).toBe(true);
    }
  });

  it('stops without waiting for upstream servers and idle connections', async () => {
    const upstream = await FakeUpstream.start(() => undefined);
    const platform = await DnsPlatform.start({ upstream: [upstream.setting], clock: new TestClock() });
    const client = await TcpClient.connect(platform.port);
    client.send(question('slow.example'));
    const unanswered = udpExchange(platform.port, question('slow-too.example'), { patience: 300 });
    await eventually(() => expect(upstream.asked).toHaveLength(2));
    await platform.stop();
    await client.closed();
    expect(await unanswered).toBeUndefined();
    expect(upstream.asked).toHaveLength(2);
  });

  onIpv6('listens on IPv6 as well', async () => {
    const platform = await DnsPlatform.start({ host: '::1' });
    const answer = await udpExchange(platform.port, question('app.example'), { host: '::1' });
    expect(answer?.readUInt16BE(0)).toBe(4711);
  });

  it('listens on a name of this host', async () => {
    const platform = await DnsPlatform.start({ host: 'localhost' });
    expect(platform.port).toBeGreaterThan(0);
  });
});

describe('the start is refused', () => {
  it('if the port is taken for UDP', async () => {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const { port } = socket.address();
    expect(await refusal({ port })).toEqual([
      `MEC_DNS_HOST and MEC_DNS_PORT name 127.0.0.1:${port}, where the DNS server cannot listen (bind EADDRINUSE 127.0.0.1:${port}); free it or set another`,
    ]);
    await new Promise<void>((closed) => socket.close(closed));
  });

  it('if the port is taken for TCP, and leaves UDP free', async () => {
    const port = await freeDnsPort();
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    expect(await refusal({ port })).toEqual([
      `MEC_DNS_HOST and MEC_DNS_PORT name 127.0.0.1:${port}, where the DNS server cannot listen (listen EADDRINUSE: address already in use 127.0.0.1:${port}); free it or set another`,
    ]);
    await new Promise((closed) => server.close(closed));
    expect(await isDropped(port, question('app.example'))).toBe(true);
  });

  it('if the address is not of this host, or no name', async () => {
    expect(await refusal({ host: '192.0.2.1' })).toMatchObject([expect.stringContaining('cannot listen (bind EADDRNOTAVAIL')]);
    expect(await refusal({ host: 'no.such.host.invalid' })).toMatchObject([expect.stringMatching(/cannot listen \(getaddrinfo E[A-Z_]+ no\.such\.host\.invalid\)/)]);
  });

  it.each(['999.0.0.1', '10.0.0.1:0', '10.0.0.1:65536', '[10.0.0.1', '1:2:3'])('if an upstream server is "%s"', async (server) => {
    await expect(DnsPlatform.start({ upstream: ['127.0.0.1', server] })).rejects.toThrow(/MEC_DNS_UPSTREAM/);
  });
});
