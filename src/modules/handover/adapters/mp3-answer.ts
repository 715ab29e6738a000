import { jsonIn } from '../../common/http/index.js';
import type { Mp3Answer } from '../domain/ports/mp3.js';
import type { HandoverStatus } from '../domain/types.js';

/** What a peer has sent. */
export interface Mp3Response {
  code: number;
  text: string;
}

/** Codes upon which the same message is sent again, beside all of the server's own faults. */
const AGAIN = [408, 425, 429];

/** A reason is one word, and goes into the log; whatever else a peer says there is nothing to us. */
const REASON = /^[A-Z_]{1,50}$/;
/** Characters of its words that are told on. */
const MOST_WORDS = 1000;

function refusal(code: number, body: unknown): Mp3Answer {
  const { reason, currentEpoch, detail } = (body ?? {}) as Record<string, unknown>;
  return {
    kind: 'refused',
    code,
    ...(typeof reason === 'string' && REASON.test(reason) && { reason }),
    ...(Number.isSafeInteger(currentEpoch) && { currentEpoch: currentEpoch as number }),
    ...(typeof detail === 'string' && { detail: detail.slice(0, MOST_WORDS) }),
  };
}

/** Reads the answer of a peer to a message. @param isStatus whether something is a HandoverStatus */
export function mp3Answer({ code, text }: Mp3Response, isStatus: (body: unknown) => boolean): Mp3Answer {
  if (code >= 500 || AGAIN.includes(code)) return { kind: 'silent', detail: `answered ${code}` };
  const body = jsonIn(text);
  if (code >= 300) return refusal(code, body);
  if ((code === 200 || code === 201) && isStatus(body)) return { kind: 'status', code, status: body as HandoverStatus };
  return { kind: 'silent', detail: `answered ${code} with something that is no HandoverStatus` };
}
