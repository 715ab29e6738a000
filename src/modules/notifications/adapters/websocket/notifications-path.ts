/** Below it subscribers open their websockets: {subscriptionId}/{token}. */
export const NOTIFICATIONS_PATH = '/notifications/v1';
