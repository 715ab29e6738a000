/** Names the notification of an event to a subscription. */
export const notificationId = (subscriptionId: string, seq: number): string => `${subscriptionId}-${seq}`;

/** Number of the event, undefined if it is no id of a notification to this subscription. */
export function seqOf(subscriptionId: string, id: string): number | undefined {
  const seq = id.startsWith(`${subscriptionId}-`) ? id.slice(subscriptionId.length + 1) : '';
  return /^\d{1,15}$/.test(seq) ? Number(seq) : undefined;
}
