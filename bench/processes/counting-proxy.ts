import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { connect, TLSSocket } from 'node:tls';
import { sum } from '../measurement/statistics.js';

/** What the proxy stands between, in PEM. */
export interface ProxyOrder {
  listenPort: number;
  host: string;
  port: number;
  ca: string;
  /** Of the platform whose connections it takes. */
  client: { cert: string; key: string };
  /** Of the platform that it passes them on to. */
  server: { cert: string; key: string; name: string };
}

/** What has passed a proxy, both directions together. */
export interface Passed {
  exchanges: number;
  /** Bytes of HTTP. */
  plain: number;
  /** Bytes of TLS, with its handshakes. */
  encrypted: number;
}

const REQUEST_LINE_END = ' HTTP/1.1\r\n';

/** Stands between two platforms as each of them for the other, and counts what they say: no one else can read it. */
export class CountingProxy {
  private exchanges = 0;
  private plain = 0;
  private readonly connections: Socket[] = [];

  private constructor(private readonly order: ProxyOrder) {}

  static async start(order: ProxyOrder): Promise<CountingProxy> {
    const proxy = new CountingProxy(order);
    const server = createServer((socket) => proxy.take(socket)).listen(order.listenPort, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get passed(): Passed {
    const encrypted = sum(this.connections.map(({ bytesRead, bytesWritten }) => bytesRead + bytesWritten));
    return { exchanges: this.exchanges, plain: this.plain, encrypted };
  }

  private take(connection: Socket): void {
    const { ca, server, client, host, port } = this.order;
    const inner = new TLSSocket(connection, { isServer: true, ca, cert: server.cert, key: server.key, requestCert: true, rejectUnauthorized: true });
    const outer = connect({ host, port, ca, ...client, servername: server.name });
    this.connections.push(connection);
    let tail = '';
    inner.on('data', (chunk: Buffer) => {
      const text = tail + chunk.toString('latin1');
      this.exchanges += text.split(REQUEST_LINE_END).length - 1;
      tail = text.slice(1 - REQUEST_LINE_END.length);
      this.plain += chunk.length;
    });
    outer.on('data', (chunk: Buffer) => (this.plain += chunk.length));
    inner.pipe(outer).pipe(inner);
    for (const socket of [inner, outer]) socket.on('error', () => [inner, outer].forEach((one) => one.destroy()));
  }
}
