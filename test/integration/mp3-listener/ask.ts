import { get, type RequestOptions } from 'node:https';

/** Of a question to Mp3 on the loopback: the status of the answer, or what went wrong before there was one. */
export function ask(port: number, path: string, options: RequestOptions): Promise<number | string> {
  return new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path, agent: false, ...options }, (response) => response.resume().once('end', () => resolve(response.statusCode!))).once('error', (error: NodeJS.ErrnoException) => resolve(`${error.code} ${error.message}`));
  });
}
