import { STATUS_CODES } from 'node:http';
import { type ApiException, type ConfigurationOptions, Observable, PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import { callsTo, type EngineFailure, toleranceOf } from '../engine-calls.js';

export const NOT_FOUND = 404;
export const CONFLICT = 409;

/** The API tells of faults in an object of the kind Status, which the client hands over as text or as an object, or not at all. */
function wordsOf(body: unknown): string | undefined {
  if (typeof body !== 'string') return (body as { message?: string } | undefined)?.message;
  try {
    return wordsOf(JSON.parse(body));
  } catch {
    return body;
  }
}

function failureOf(error: unknown): EngineFailure {
  const { code, body, message } = error as ApiException<unknown>;
  return typeof code === 'number' ? { status: code, words: wordsOf(body) ?? STATUS_CODES[code] ?? 'no reason given' } : { status: undefined, words: message };
}

export const calling = callsTo('the cluster', failureOf);
export const unlessStatus = toleranceOf(failureOf);

/** Of a request that the signal breaks off. */
export const until = (abortSignal: AbortSignal): ConfigurationOptions => ({
  middleware: [
    {
      pre: (context) => {
        context.setSignal(abortSignal);
        return new Observable(Promise.resolve(context));
      },
      post: (response) => new Observable(Promise.resolve(response)),
    },
  ],
  middlewareMergeStrategy: 'append',
});

/** The same for a change of some attributes (RFC 7396). */
export const patching = (abortSignal: AbortSignal): ConfigurationOptions => setHeaderOptions('Content-Type', PatchStrategy.MergePatch, until(abortSignal));
