/** A notification as it arrived. */
export interface Told {
  /** OpenMEP-Notification-Id. */
  id: string;
  body: { notificationType: string; text?: string; place?: string; [attribute: string]: unknown };
}

/** What they were about: the news, or else their types. */
export const texts = (told: readonly Told[]): string[] => told.map(({ body }) => body.text ?? body.notificationType);

/** The same without those that came again. */
export const textsOnce = (told: readonly Told[]): string[] => texts([...new Map(told.map((one) => [one.id, one])).values()]);
