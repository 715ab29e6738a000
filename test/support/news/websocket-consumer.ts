import { once } from 'node:events';
import { WebSocket } from 'ws';
import { cleanUp } from '../clean-up.js';
import type { Told } from './told.js';

export interface Ending {
  code: number;
  reason: string;
}

const httpMessage = /^3GPP-WS-Notif-Seq: ([^]{4})\r\nContent-Type: application\/json\r\nContent-Length: (\d+)\r\nOpenMEP-Notification-Id: (\S+)\r\n\r\n/;

/** A subscriber at a websocket; it answers each notification unless it is told otherwise. */
export class WebsocketConsumer {
  readonly told: Told[] = [];
  /** The messages as they came. */
  readonly messages: { data: Buffer; isBinary: boolean }[] = [];
  /** The status to answer with, undefined for no answer; only 204 can be said in JSON. */
  answer: (told: Told) => number | undefined = () => 204;
  readonly ended: Promise<Ending>;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer, isBinary) => this.take(data, isBinary));
    socket.on('error', () => undefined);
    this.ended = new Promise((resolve) => socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })));
    cleanUp(() => socket.terminate());
  }

  /** Connects; `protocol` JSON or HTTP content. Rejects if the server refuses. */
  static async connect(uri: string, protocol: 'json' | 'http' = 'json', answer: WebsocketConsumer['answer'] = () => 204): Promise<WebsocketConsumer> {
    const consumer = new WebsocketConsumer(new WebSocket(uri, protocol === 'json' ? ['openmep.json'] : []));
    consumer.answer = answer;
    await once(consumer.socket, 'open');
    return consumer;
  }

  /** Ends the connection without a word. */
  async vanish(): Promise<void> {
    this.socket.terminate();
    await this.ended;
  }

  private take(data: Buffer, isBinary: boolean): void {
    this.messages.push({ data, isBinary });
    const told = isBinary ? readHttp(data) : readJson(data);
    this.told.push(told);
    const status = this.answer(told);
    if (status !== undefined) this.socket.send(isBinary ? Buffer.concat([data.subarray(0, 25), Buffer.from(`${status} Status\r\n\r\n`)]) : JSON.stringify({ notificationId: told.id }));
  }
}

function readJson(data: Buffer): Told {
  const { notificationId, notification } = JSON.parse(data.toString()) as { notificationId: string; notification: Told['body'] };
  return { id: notificationId, body: notification };
}

function readHttp(data: Buffer): Told {
  const [head, , length, id] = httpMessage.exec(data.toString('latin1')) ?? [];
  const content = data.subarray(head?.length);
  if (id === undefined || content.length !== Number(length)) throw new Error(`This is no HTTP content: ${data.toString('latin1')}`);
  return { id, body: JSON.parse(content.toString()) as Told['body'] };
}
