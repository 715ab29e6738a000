/** A document of a subscription that has been replaced. It decides of the events before that. */
export interface Revision {
  /** Number of the event of the replacement. */
  until: number;
  document: unknown;
}
