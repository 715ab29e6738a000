import type { Transaction } from '../../common/unit-of-work/index.js';
import type { AppD, Grant, GrantRequest } from './types.js';

export type GrantDecision = { grant: Grant } | { rejection: string };

/** Whoever decides on grants does not answer; nothing is decided. */
export class GrantingUnavailable extends Error {
  override readonly name = 'GrantingUnavailable';
}

/** Says whether lifecycle operations may use resources (MEC 010-2, 7.5): this platform itself, or the service that MEC_GRANT_URL names. */
export abstract class GrantingService {
  /**
   * Asks, and waits for the decision. An operation that asks again, after a death of the platform, gets the answer that it has got before.
   * @param appD with what the request for the operation says instead of it; another service knows only the one that was onboarded
   * @throws GrantingUnavailable, the reason of the signal
   */
  abstract ask(request: GrantRequest, appD: AppD, signal?: AbortSignal): Promise<GrantDecision>;

  /** The application instance is terminated, or its instantiation has failed: what was granted to it may be granted to others. */
  abstract release(transaction: Transaction, appInstanceId: string): Promise<void>;
}
