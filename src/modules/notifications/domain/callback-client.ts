export interface OutgoingNotification {
  /** The same at every attempt, so that the subscriber can tell a repetition. */
  notificationId: string;
  body: object;
}

/** Sends notifications to subscribers. */
export abstract class CallbackClient {
  /** Answers why the notification was not taken, or nothing when it was: any 2xx. Never throws. */
  abstract send(url: string, notification: OutgoingNotification): Promise<string | undefined>;
  abstract close(): Promise<void>;
}
