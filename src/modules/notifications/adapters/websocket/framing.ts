import type { OutgoingNotification } from '../../domain/callback-client.js';

/** What a subscriber answers to a notification: why it did not take it, or nothing when it did. */
export interface ConsumerAnswer {
  failure?: string;
}

/** How notifications and the answers to them are written as messages of one connection. */
export interface Framing {
  /** The message of the next notification; text is sent as text, bytes as binary. */
  write(notification: OutgoingNotification): string | Buffer;
  /** Reads an answer to the last one that was written; undefined if it is none. */
  read(message: Buffer, isBinary: boolean): ConsumerAnswer | undefined;
}
