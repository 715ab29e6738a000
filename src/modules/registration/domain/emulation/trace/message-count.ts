import { Trace } from './trace.js';

/** Only counts. */
export class MessageCount extends Trace {
  private count = 0;

  get messages(): number {
    return this.count;
  }

  override sent(): number {
    return ++this.count;
  }

  override arrived(): void {}

  override lost(): void {}

  override timer(): void {}
}
