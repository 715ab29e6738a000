import { Injectable } from '@nestjs/common';

/** What has the same key is done one after another, in the order in which it came, also after something has failed; what has different keys is done side by side. */
@Injectable()
export class Lanes {
  private readonly lanes = new Map<string, Promise<void>>();

  /** Whether something is being done under the key, or waits for its turn. */
  isBusy(key: string): boolean {
    return this.lanes.has(key);
  }

  /** @throws what the work throws */
  async alone<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.lanes.get(key) ?? Promise.resolve();
    const result = before.then(work);
    const done = result.then(() => undefined, () => undefined);
    this.lanes.set(key, done);
    try {
      return await result;
    } finally {
      if (this.lanes.get(key) === done) this.lanes.delete(key);
    }
  }
}
