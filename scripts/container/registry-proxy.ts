import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { DockerEngine } from '../../test/support/containers/docker-engine.js';

const ACCEPT = fileURLToPath(new URL('accept-in-network.js', import.meta.url));

/** The way out of a network that has none: an HTTP proxy that leads to the registry of npm, and nowhere else. */
export class RegistryProxy {
  private constructor(
    /** For HTTPS_PROXY. */
    readonly url: string,
    private readonly listener: ChildProcess,
  ) {}

  /** Containers of the engine reach it until it is closed. */
  static async in(engine: DockerEngine, registry: URL): Promise<RegistryProxy> {
    const destination = { host: registry.hostname, port: Number(registry.port || 443) };
    const proxy = createServer((_request, response) => void response.writeHead(405).end()).on('connect', ({ url }, inside: Socket) => {
      if (url !== `${destination.host}:${destination.port}`) return void inside.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      const outside = connect(destination, () => inside.write('HTTP/1.1 200 OK\r\n\r\n'));
      const end = () => [inside, outside].forEach((socket) => socket.destroy());
      for (const socket of [inside, outside]) socket.on('error', end).on('close', end);
      inside.pipe(outside).pipe(inside);
    });
    const address = await engine.gateway();
    const [file, ...words] = engine.onHost;
    const listener = fork(ACCEPT, [address], { execPath: file!, execArgv: [...words, process.execPath] });
    const [port] = (await once(listener, 'message')) as [number];
    listener.on('message', (_what, socket) => {
      proxy.emit('connection', socket);
      (socket as Socket).resume();
    });
    return new RegistryProxy(`http://${address}:${port}`, listener);
  }

  close(): void {
    this.listener.disconnect();
  }
}
