import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { PACKAGE_ROOT } from '../../src/config/index.js';
import { curlLine, type ShownRequest } from './curl.js';
import { telling } from './telling.js';

const JSON_TYPE = 'application/json';

/** @throws Error if nobody answers */
const fetched = (url: string, init: RequestInit = {}): Promise<Response> =>
  fetch(url, init).catch((error: Error) => {
    throw new Error(`${url} does not answer: ${error.cause instanceof Error ? error.cause.message : error.message}`);
  });

/** @throws Error unless the answer is good */
async function answerOf<Body>(url: string, init: RequestInit = {}): Promise<Body> {
  const answer = await fetched(url, init);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${init.method ?? 'GET'} ${url} is answered ${answer.status}: ${text.slice(0, 500)}`);
  return (text === '' ? undefined : JSON.parse(text)) as Body;
}

const show = (request: ShownRequest): void => telling.request(curlLine(request));

/** Looks, without a word. */
export const read = <Body>(url: string): Promise<Body> => answerOf<Body>(url);

/** The status of the answer to a GET, whatever it is. */
export const statusOf = async (url: string): Promise<number> => (await fetched(url)).status;

/** Shows the request as one can send it oneself. */
export function get<Body>(url: string): Promise<Body> {
  show({ method: 'GET', url });
  return answerOf<Body>(url);
}

/** The same with a body. */
export function send<Body>(method: 'POST' | 'PUT', url: string, body: unknown): Promise<Body> {
  const content = JSON.stringify(body);
  show({ method, url, type: JSON_TYPE, body: content });
  return answerOf<Body>(url, { method, headers: { 'content-type': JSON_TYPE }, body: content });
}

/** The same without one. */
export function remove(url: string): Promise<void> {
  show({ method: 'DELETE', url });
  return answerOf<void>(url, { method: 'DELETE' });
}

/** The same with a file of this package, which has to be sent from its folder. */
export function sendFile<Body>(method: 'POST' | 'PUT', url: string, file: string, type: string): Promise<Body> {
  show({ method, url, type, bodyFrom: `@${relative(PACKAGE_ROOT, file)}` });
  return answerOf<Body>(url, { method, headers: { 'content-type': type }, body: readFileSync(file, 'utf8') });
}

/** The same with an archive that another command writes. @param after that command */
export function upload<Body>(method: 'POST' | 'PUT', url: string, content: Buffer, after: string): Promise<Body> {
  const type = 'application/x-tar';
  show({ method, url, type, bodyFrom: '@-', after });
  return answerOf<Body>(url, { method, headers: { 'content-type': type }, body: new Uint8Array(content) });
}
