import { Injectable } from '@nestjs/common';

/** What is done to one application instance is done one after another. */
@Injectable()
export class InstanceLanes {
  private readonly lanes = new Map<string, Promise<void>>();

  /** Whether something is being done to the application instance. */
  isBusy(appInstanceId: string): boolean {
    return this.lanes.has(appInstanceId);
  }

  /** @throws what the work throws */
  async alone<T>(appInstanceId: string, work: () => Promise<T>): Promise<T> {
    const before = this.lanes.get(appInstanceId) ?? Promise.resolve();
    const result = before.then(work);
    const done = result.then(() => undefined, () => undefined);
    this.lanes.set(appInstanceId, done);
    try {
      return await result;
    } finally {
      if (this.lanes.get(appInstanceId) === done) this.lanes.delete(appInstanceId);
    }
  }
}
