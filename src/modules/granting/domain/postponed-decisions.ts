import { Injectable } from '@nestjs/common';
import { type Cancel, Clock } from '../../common/clock/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { log } from '../../common/log/index.js';
import type { GrantRecord } from './grant-record.js';
import { Grants } from './grants.js';
import type { GrantRequest } from './types.js';

/** Milliseconds after which a decision is made that was not to be made at once, and after which it is tried again. */
const SOON_MS = 100;
const RETRY_MS = 1000;

/** Makes decisions after they were asked for, those included that an earlier process has left. */
@Injectable()
export class PostponedDecisions {
  private running = false;
  private cancel: Cancel | undefined;
  private work = Promise.resolve();

  constructor(
    private readonly grants: Grants,
    private readonly clock: Clock,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('start', () => {
      this.running = true;
      this.schedule(SOON_MS);
    });
    lifecycle.on('stop', () => {
      this.running = false;
      this.cancel?.();
      return this.work;
    });
  }

  /** Answers at once; an operation that has asked before gets the same answer. @throws Problem 400, 404 */
  async ask(request: GrantRequest): Promise<GrantRecord> {
    const record = await this.grants.postpone(request);
    this.schedule(SOON_MS);
    return record;
  }

  /** A decision that is to come already is not put off by further questions. */
  private schedule(delay: number): void {
    if (!this.running || this.cancel) return;
    this.cancel = this.clock.after(delay, () => {
      this.cancel = undefined;
      this.work = this.work.then(() => this.decide());
    });
  }

  private async decide(): Promise<void> {
    try {
      await this.grants.decidePostponed();
    } catch (error) {
      log.warn({ err: error }, 'Grants could not be decided on; trying again.');
      this.schedule(RETRY_MS);
    }
  }
}
