import type { CancellationMessage, CompletionMessage, HandoverStatus, HandoverTransfer, RejectionMessage } from '../types.js';

/**
 * What a peer has said to a message. `refused` is an answer that the same message would get again; `silent` is none: the message may have
 * arrived or not, and is to be repeated. `detail` of a refusal is the peer's own words, which go into no log.
 */
export type Mp3Answer =
  | { kind: 'status'; code: 200 | 201; status: HandoverStatus }
  | { kind: 'refused'; code: number; reason?: string; currentEpoch?: number; detail?: string }
  | { kind: 'silent'; detail: string };

/** Speaks to the peers (openapi/platform/mp3.yaml). Each call is one attempt, which takes at most a second and never throws. */
export abstract class Mp3 {
  abstract transfer(peerId: string, handoverId: string, body: HandoverTransfer): Promise<Mp3Answer>;
  abstract cancel(peerId: string, handoverId: string, body: CancellationMessage): Promise<Mp3Answer>;
  abstract complete(peerId: string, handoverId: string, body: CompletionMessage): Promise<Mp3Answer>;
  abstract reject(peerId: string, handoverId: string, body: RejectionMessage): Promise<Mp3Answer>;
  abstract status(peerId: string, handoverId: string): Promise<Mp3Answer>;
}
