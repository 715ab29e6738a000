import type { RequestListener } from 'node:http';
import { Agent, request } from 'undici';

export interface FanOut {
  /** Body of the notification by the path of its subscriber. */
  bodies: Record<string, string>;
  origin: string;
  concurrency: number;
}

/** Posts every body once for each request that it is sent, over connections that are kept. */
export function notifier({ bodies, origin, concurrency }: FanOut): RequestListener {
  const dispatcher = new Agent({ connections: concurrency, keepAliveTimeout: 30_000 });
  let change = 0;

  async function post(path: string, body: string, number: number): Promise<void> {
    const headers = { 'content-type': 'application/json', 'openmep-notification-id': `${path.slice(1)}-${number}` };
    const answer = await request(`${origin}${path}`, { method: 'POST', dispatcher, headers, body });
    await answer.body.dump();
  }

  return (_request, response) => {
    const number = ++change;
    const waiting = Object.entries(bodies).values();
    const work = async () => {
      for (const [path, body] of waiting) await post(path, body, number);
    };
    for (let worker = 0; worker < concurrency; worker++) void work();
    response.writeHead(201).end();
  };
}
