import type { FeedMessage } from '../feed/feed-message.js';
import type { ToldSnapshot } from '../mirror/mirror-of.js';
import type { Scenario } from '../types.js';

/** What another platform answers about its whole network. */
export interface FollowedSnapshot {
  snapshot: ToldSnapshot;
  scenario: Scenario;
}

/** A connection to the feed of another platform. */
export abstract class FeedSubscription {
  /** Waits for messages and takes all that are there, in order; none when the connection has ended. */
  abstract next(): Promise<FeedMessage[]>;

  abstract close(): void;
}

/** The radio network of another platform. */
export abstract class FollowedNetwork {
  /**
   * @param signal ends the wait for an answer
   * @throws Error if the platform does not answer as it should
   */
  abstract snapshot(signal: AbortSignal): Promise<FollowedSnapshot>;

  /**
   * Opens a connection to the feed.
   * @param after seq of the last message that is known
   * @param signal ends the wait for an answer, and later the connection
   * @returns nothing if the messages after it are gone
   * @throws Error if the platform does not answer as it should
   */
  abstract subscribe(after: number, signal: AbortSignal): Promise<FeedSubscription | undefined>;
}
