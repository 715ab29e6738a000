import autocannon from 'autocannon';
import { answerQuestions } from './questions.js';

export interface LoadRequest {
  url: string;
  method: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
}

export interface LoadOrder<Request = LoadRequest> {
  request: Request;
  /** Requests that wait for their answers at the same time. */
  connections: number;
  /** How long, or how many requests. */
  extent: { seconds: number } | { requests: number };
}

export interface LoadOutcome {
  requests: number;
  requestsPerSecond: number;
}

/** How often the generator looks whether it is done. */
const SAMPLE_MS = 50;

async function generate({ request, connections, extent }: LoadOrder): Promise<LoadOutcome> {
  const limit = 'seconds' in extent ? { duration: extent.seconds } : { amount: extent.requests };
  const result = await autocannon({ ...request, connections, sampleInt: SAMPLE_MS, ...limit });
  const { errors, timeouts, non2xx } = result;
  if (errors + timeouts + non2xx > 0)
    throw new Error(`${request.method} ${request.url}: ${non2xx} answers other than 2xx, ${errors} errors, ${timeouts} timeouts.`);
  const requests = result['2xx'];
  if ('requests' in extent && requests !== extent.requests) throw new Error(`${requests} of ${extent.requests} requests were answered.`);
  return { requests, requestsPerSecond: requests / result.duration };
}

answerQuestions(generate);
