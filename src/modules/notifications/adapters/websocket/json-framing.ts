import type { OutgoingNotification } from '../../domain/callback-client.js';
import type { ConsumerAnswer, Framing } from './framing.js';

/** Name of the subprotocol. */
export const JSON_PROTOCOL = 'openmep.json';

/** Notifications as JSON objects in text messages, for subscribers in a browser or a script. */
export class JsonFraming implements Framing {
  private last: string | undefined;

  write({ notificationId, body }: OutgoingNotification): string {
    this.last = notificationId;
    return JSON.stringify({ notificationId, notification: body });
  }

  read(message: Buffer, isBinary: boolean): ConsumerAnswer | undefined {
    return !isBinary && this.last !== undefined && idIn(message.toString()) === this.last ? {} : undefined;
  }
}

function idIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { notificationId?: unknown } | null)?.notificationId;
  } catch {
    return null;
  }
}
