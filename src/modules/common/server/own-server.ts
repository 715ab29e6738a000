import type { AddressInfo, Server } from 'node:net';
import { Injectable } from '@nestjs/common';

const LOOPBACKS: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** Where this server is reached from this host, for those who use its APIs as any client does. */
@Injectable()
export class OwnServer {
  private server: Server | undefined;

  /** Such as http://127.0.0.1:8080. @throws Error while the server does not listen: before the phase `serving`, and when it has stopped */
  get address(): string {
    const listening = this.server?.address() as AddressInfo | null | undefined;
    if (!listening) throw new Error('The server does not listen.');
    const host = LOOPBACKS[listening.address] ?? listening.address;
    return `http://${host.includes(':') ? `[${host}]` : host}:${listening.port}`;
  }

  /** Told once, when the server listens. */
  is(server: Server): void {
    this.server = server;
  }
}
