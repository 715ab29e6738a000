import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { log } from '../../common/log/index.js';
import type { Responder } from '../domain/responder.js';

export interface ListeningAddress {
  address: string;
  family: number;
  port: number;
}

/** Answers datagrams. */
export class UdpListener {
  private closed = false;

  private constructor(
    private readonly socket: Socket,
    private readonly responder: Responder,
  ) {
    socket.on('error', (error) => log.warn({ err: error }, 'A DNS answer could not be sent, or a query could not be received.'));
    socket.on('message', (message, client) => this.take(message, client));
  }

  /** @throws Error if the address cannot be listened on */
  static async open({ address, family, port }: ListeningAddress, responder: Responder): Promise<UdpListener> {
    // Only addresses are sent to: the usual lookup would put every answer off to another turn.
    const socket = createSocket({ type: family === 6 ? 'udp6' : 'udp4', lookup: (client, _options, found) => found(null, client, family) });
    try {
      const listening = once(socket, 'listening');
      socket.bind(port, address);
      await listening;
    } catch (error) {
      socket.close();
      throw error;
    }
    return new UdpListener(socket, responder);
  }

  async close(): Promise<void> {
    this.closed = true;
    await new Promise<void>((closed) => this.socket.close(closed));
  }

  private take(message: Buffer, client: RemoteInfo): void {
    // Nobody can be answered there.
    if (client.port === 0) return;
    const answer = this.responder.answer(message, 'udp');
    if (answer instanceof Promise) void answer.then((late) => this.send(late, client));
    else if (answer) this.send(answer, client);
  }

  private send(answer: Buffer, { port, address }: RemoteInfo): void {
    if (!this.closed) this.socket.send(answer, 0, answer.length, port, address);
  }
}
