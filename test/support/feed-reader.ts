import { once } from 'node:events';
import { WebSocket } from 'ws';
import { cleanUp } from './clean-up.js';
import { eventually } from './eventually.js';
import type { Schemas } from './ran.js';

type FeedMessage = Schemas['FeedMessage'];

const isState = ({ kind }: FeedMessage) => kind === 'UE_STATE' || kind === 'CELL_STATE';

/** Somebody at the websocket of a feed. */
export class FeedReader {
  readonly messages: FeedMessage[] = [];
  closed: number | undefined;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (message: Buffer) => this.messages.push(JSON.parse(message.toString()) as FeedMessage));
    socket.on('close', (code: number) => (this.closed = code));
    cleanUp(() => socket.terminate());
  }

  static async open(port: number, query = ''): Promise<FeedReader> {
    const reader = new FeedReader(new WebSocket(`ws://127.0.0.1:${port}/ran/v1/feed${query}`));
    await once(reader.socket, 'open');
    return reader;
  }

  /** The status and the problem with which a handshake is refused. */
  static async refusal(port: number, query: string): Promise<{ status: number; problem: { detail: string } }> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ran/v1/feed${query}`);
    socket.on('error', () => undefined);
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, AsyncIterable<Buffer> & { statusCode: number }];
    let text = '';
    for await (const chunk of response) text += chunk.toString();
    return { status: response.statusCode, problem: JSON.parse(text) as { detail: string } };
  }

  /** Of what is kept. */
  get lasting(): FeedMessage[] {
    return this.messages.filter((message) => !isState(message));
  }

  get states(): FeedMessage[] {
    return this.messages.filter(isState);
  }

  until(check: (reader: FeedReader) => unknown): Promise<void> {
    return eventually(async () => void (await check(this)));
  }
}
