import { Injectable } from '@nestjs/common';
import { Terminations, TerminationSubscriptions } from '../../../app-support/index.js';
import { endingOf } from './ending.js';
import type { Step, StepContext } from './step.js';

/** Tells the application to finish, and how much time it has (MEC 011, 7.1.4.2); one that is not asked ends at once. */
@Injectable()
export class TellingStep implements Step {
  readonly name = 'telling';

  constructor(
    private readonly terminations: Terminations,
    private readonly subscriptions: TerminationSubscriptions,
  ) {}

  async run({ operation, appD }: StepContext): Promise<void> {
    const { appInstanceId, startedAt } = operation;
    const { action, seconds } = endingOf(operation, this.subscriptions.isSubscribed(appInstanceId), appD);
    await this.terminations.insist(appInstanceId, action, seconds, startedAt);
  }
}
