import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cleanUp } from '../clean-up.js';

/** Answers the address of a server that answers so, for DOCKER_HOST. */
export async function answering(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUp(() => {
    server.close();
    server.closeAllConnections();
  });
  return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** How a container has written, as the engine sends it: pieces of text, each of standard output (1) or standard error (2). */
export const written = (...pieces: [stream: 1 | 2, text: string][]): Buffer =>
  Buffer.concat(pieces.flatMap(([stream, text]) => {
    const header = Buffer.alloc(8);
    header[0] = stream;
    header.writeUInt32BE(Buffer.byteLength(text), 4);
    return [header, Buffer.from(text)];
  }));

/** Requests by their beginning, such as `GET /info`. Their answers: a status that is not 200 with its message, bytes, or JSON. */
export type EngineAnswers = Record<string, number | Buffer | object>;

/** Stands in for a Docker engine; what it has no answer for is not there. */
export class StandInEngine {
  answers: EngineAnswers = {};
  /** Method and path of every request, with its query in plain text. */
  readonly seen: string[] = [];
  /** For DOCKER_HOST. */
  host = '';

  static async start(): Promise<StandInEngine> {
    const engine = new StandInEngine();
    engine.host = await answering((request, response) => engine.answer(`${request.method} ${decodeURIComponent(request.url!)}`, response));
    return engine;
  }

  private answer(request: string, response: ServerResponse): void {
    this.seen.push(request);
    const answer = Object.entries(this.answers).find(([start]) => request.startsWith(start))?.[1] ?? 404;
    if (Buffer.isBuffer(answer)) response.writeHead(200).end(answer);
    else response.writeHead(typeof answer === 'number' ? answer : 200, { 'content-type': 'application/json' }).end(JSON.stringify(typeof answer === 'number' ? { message: 'not today' } : answer));
  }
}
