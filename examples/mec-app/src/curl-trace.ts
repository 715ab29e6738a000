import type { Middleware } from 'openapi-fetch';
import { say } from './say.js';

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** Prints each request as the curl command that does the same. */
export const curlTrace: Middleware = {
  async onRequest({ request }) {
    const headers = [...request.headers].flatMap(([name, value]) => ['-H', quoted(`${name}: ${value}`)]);
    const body = await request.clone().text();
    const method = request.method === 'GET' ? [] : ['-X', request.method];
    say(['$ curl', ...method, quoted(request.url), ...headers, ...(body ? ['-d', quoted(body)] : [])].join(' '));
  },
};
