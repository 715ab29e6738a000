import { Injectable } from '@nestjs/common';

/** At most so many works at a time, over all application instances. */
const AT_A_TIME = 4;

/** The places in which steps of operations work: on several application instances at a time, but not on too many. */
@Injectable()
export class Places {
  private readonly queue: (() => void)[] = [];
  private free = AT_A_TIME;

  /** Works as soon as there is a place. @throws what the work throws, or the reason of the signal if that is aborted before */
  async inPlace<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.take(signal);
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.free += 1;
    }
  }

  private async take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.free > 0) {
      this.free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        this.queue.splice(this.queue.indexOf(enter), 1);
        reject(signal.reason as Error);
      };
      this.queue.push(enter);
      signal.addEventListener('abort', leave, { once: true });
    });
  }
}
