import type { Subscription } from '../domain/subscription.js';
import type { SubscriptionRow } from './subscription.entity.js';

export const toSubscription = (row: SubscriptionRow): Subscription => ({
  subscriptionId: row.subscriptionId,
  subscriptionType: row.subscriptionType,
  ...(row.appInstanceId !== null && { appInstanceId: row.appInstanceId }),
  ...(row.callbackReference !== null && { callbackReference: row.callbackReference }),
  ...(row.websocketToken !== null && { websocketToken: row.websocketToken }),
  ...(row.expiresAt !== null && { expiresAt: row.expiresAt }),
  document: row.document,
  createdAt: row.createdAt,
});

/** The columns that a replacement writes anew. */
export const replaceableColumns = (subscription: Subscription) => ({
  appInstanceId: subscription.appInstanceId ?? null,
  callbackReference: subscription.callbackReference ?? null,
  websocketToken: subscription.websocketToken ?? null,
  expiresAt: subscription.expiresAt ?? null,
  document: subscription.document as object,
});

export const toRow = (subscription: Subscription, beginning: number): SubscriptionRow => ({
  subscriptionId: subscription.subscriptionId,
  subscriptionType: subscription.subscriptionType,
  ...replaceableColumns(subscription),
  createdAt: subscription.createdAt,
  position: beginning,
  beginning,
  expirySeq: null,
});
