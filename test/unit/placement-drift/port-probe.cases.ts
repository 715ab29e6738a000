import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { TcpPortProbe } from '../../../src/modules/placement/adapters/tcp-port-probe.js';

describe('the port probe', () => {
  it('tells whether somebody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { signal } = new AbortController();
    const accepts = () => new TcpPortProbe().accepts('127.0.0.1', port, signal);
    expect(await accepts()).toBe(true);
    server.close();
    await once(server, 'close');
    expect(await accepts()).toBe(false);
  });

  it('is broken off', async () => {
    await expect(new TcpPortProbe().accepts('127.0.0.1', 1, AbortSignal.abort(new Error('off')))).rejects.toThrow('off');
  });
});
