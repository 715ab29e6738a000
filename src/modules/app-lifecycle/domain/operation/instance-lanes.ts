import { Injectable } from '@nestjs/common';

/** At most so many works at a time, over all application instances. */
const AT_A_TIME = 4;

/** What is done to one application instance is done one after another; to several of them at a time, but not too many. */
@Injectable()
export class InstanceLanes {
  private readonly lanes = new Map<string, Promise<void>>();
  private readonly queue: (() => void)[] = [];
  private free = AT_A_TIME;

  /** @throws what the work throws */
  async alone<T>(appInstanceId: string, work: () => Promise<T>): Promise<T> {
    const before = this.lanes.get(appInstanceId) ?? Promise.resolve();
    const result = before.then(() => this.inSlot(work));
    const done = result.then(() => undefined, () => undefined);
    this.lanes.set(appInstanceId, done);
    try {
      return await result;
    } finally {
      if (this.lanes.get(appInstanceId) === done) this.lanes.delete(appInstanceId);
    }
  }

  private async inSlot<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.queue.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}
