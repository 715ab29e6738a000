/** A copy does not get ready in time. */
export class NotHealthy extends Error {
  override readonly name = 'NotHealthy';
}
