import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { notFound, unavailable } from '../../common/problem/index.js';

/** Uploads and examinations that can be broken off. An upload may still be ending when the examination of its package begins. */
@Injectable()
export class WorkUnderWay implements BeforeApplicationShutdown {
  private readonly running = new Set<{ appPkgId: string; controller: AbortController; done: Promise<void> }>();
  private stopping = false;

  /** Does the work; its signal is aborted when the package goes or the platform stops. */
  async run<T>(appPkgId: string, work: (controller: AbortController) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    if (this.stopping) controller.abort(stopped());
    const result = work(controller);
    const done = result.then(() => undefined, () => undefined);
    const entry = { appPkgId, controller, done };
    this.running.add(entry);
    try {
      return await result;
    } finally {
      this.running.delete(entry);
    }
  }

  /** Waits until the work is over; does nothing if there is none. */
  async breakOff(appPkgId: string): Promise<void> {
    const found = [...this.running].filter((one) => one.appPkgId === appPkgId);
    for (const { controller } of found) controller.abort(notFound(`The application package ${appPkgId} has been deleted.`));
    await Promise.all(found.map(({ done }) => done));
  }

  /** Requests that run are waited for when the platform stops, and an upload may take hours. */
  beforeApplicationShutdown(): void {
    this.stopping = true;
    for (const { controller } of this.running) controller.abort(stopped());
  }
}

const stopped = () => unavailable('The platform stops; try again when it is there again.');
