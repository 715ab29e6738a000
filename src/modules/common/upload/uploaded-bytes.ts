import { PassThrough, type Readable } from 'node:stream';
import type { Clock } from '../clock/index.js';
import { invalid, Problem } from '../problem/index.js';

/** How long no byte may come. */
const LONGEST_SILENCE_MS = 60_000;

const brokenOff = () => invalid('The content broke off before its end.');
const silent = () => new Problem(408, `No byte of the content has come for ${LONGEST_SILENCE_MS / 1000} s.`);

/**
 * The bytes of a request, until it ends or `controller` is aborted. The request itself stays open, so that it can be answered.
 * @throws Problem 400 if the client breaks off, 408 if it falls silent, and the reason of the controller
 */
export async function* uploadedBytes(request: Readable, controller: AbortController, clock: Clock): AsyncGenerator<Buffer> {
  const bytes = new PassThrough();
  const { signal } = controller;
  const stop = () => void bytes.destroy(signal.reason as Error);
  const breakOff = () => void bytes.destroy(brokenOff());
  const waitForMore = () => clock.after(LONGEST_SILENCE_MS, () => controller.abort(silent()));
  signal.addEventListener('abort', stop);
  request.once('error', breakOff).once('close', breakOff);
  request.once('end', () => request.off('close', breakOff));
  let cancel = waitForMore();
  try {
    signal.throwIfAborted();
    if (request.destroyed) throw brokenOff();
    for await (const chunk of request.pipe(bytes)) {
      cancel();
      yield chunk as Buffer;
      cancel = waitForMore();
    }
  } finally {
    cancel();
    signal.removeEventListener('abort', stop);
    request.unpipe(bytes).off('close', breakOff);
  }
}
