import type { OutgoingNotification } from './callback-client.js';

/** The open websocket of a subscriber. */
export abstract class ConsumerConnection {
  abstract readonly open: boolean;
  /** Answers why the notification was not taken, or nothing when it was: the subscriber has answered so. Never throws. */
  abstract send(notification: OutgoingNotification): Promise<string | undefined>;
  /** Ends it; what is under way counts as not taken. */
  abstract close(reason: string): void;
}
