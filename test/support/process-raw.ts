import { connect } from 'node:net';
import { type Message, readMessage } from './process-message.js';

/** Text to send, bytes, or something to wait for that gives text. */
export type Part = string | Buffer | (() => Promise<string>);

export interface RawAnswer extends Partial<Message> {
  /** No connection came about. */
  refused: boolean;
  /** The server left the request without an answer for too long. */
  silent: boolean;
}

export interface RawOptions {
  method?: string;
  /** Half-closes the connection after the last part: the request is not complete. */
  end?: boolean;
  timeoutMs?: number;
}

const TIMEOUT_MS = 60_000;

/**
 * Sends bytes over a connection of its own, whatever they are, and reads the first final answer. Without a status the server
 * has closed the connection instead of answering.
 */
export function sendRaw(port: number, parts: Part[], { method = 'GET', end = false, timeoutMs = TIMEOUT_MS }: RawOptions = {}): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const received: Buffer[] = [];
    const outcome = { refused: true, silent: false };
    const finish = (message: Message | undefined) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ ...outcome, ...message });
    };
    const timer = setTimeout(() => {
      outcome.silent = true;
      finish(undefined);
    }, timeoutMs);
    socket.on('connect', () => {
      outcome.refused = false;
      void write(parts, end);
    });
    socket.on('data', (chunk) => {
      received.push(chunk);
      const message = readMessage(Buffer.concat(received), method, false);
      if (message) finish(message);
    });
    for (const event of ['end', 'error', 'close']) socket.on(event, () => finish(readMessage(Buffer.concat(received), method, true)));

    async function write(rest: Part[], halfClose: boolean): Promise<void> {
      for (const part of rest) socket.write(typeof part === 'function' ? await part() : part);
      if (halfClose) socket.end();
    }
  });
}
