import type { TimeStamp } from '../../common/clock/index.js';
import { impossible } from '../../common/problem/index.js';

/** What a subscription says of its delivery, in the attributes that the subscriptions of all MEC APIs share (MEC 009, 6.12 and 6.12a). */
export interface DeliveryWish {
  callbackReference?: string;
  requestTestNotification?: boolean;
  websockNotifConfig?: { requestWebsocketUri?: boolean };
  expiryDeadline?: TimeStamp;
}

/** In milliseconds since 1970, never before the deadline. @throws Problem 422 if it is not in the future */
export function expiryOf({ expiryDeadline }: DeliveryWish, now: number): number | undefined {
  if (!expiryDeadline) return undefined;
  const { seconds, nanoSeconds } = expiryDeadline;
  const expiresAt = seconds * 1000 + Math.ceil(nanoSeconds / 1_000_000);
  if (expiresAt <= now) throw impossible('The body/expiryDeadline is in the past.');
  return expiresAt;
}
