import type { Readable } from 'node:stream';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { unavailable } from '../../../common/problem/index.js';
import { uploadedBytes } from '../../../common/upload/index.js';

const stopped = () => unavailable('The platform stops; try again when it is there again.');

/** What comes into the library. Requests that run are waited for when the platform stops, and an upload may take hours: it is broken off. */
@Injectable()
export class LibraryUploads implements BeforeApplicationShutdown {
  private readonly running = new Set<AbortController>();
  private stopping = false;

  constructor(private readonly clock: Clock) {}

  /** @throws Problem 400 if the client breaks off, 408 if it falls silent, 503 if the platform stops */
  async *bytes(content: Readable): AsyncGenerator<Buffer> {
    const controller = new AbortController();
    if (this.stopping) controller.abort(stopped());
    this.running.add(controller);
    try {
      yield* uploadedBytes(content, controller, this.clock);
    } finally {
      this.running.delete(controller);
    }
  }

  beforeApplicationShutdown(): void {
    this.stopping = true;
    for (const controller of this.running) controller.abort(stopped());
  }
}
