import { Injectable } from '@nestjs/common';
import { type AppInstance, AppInstances } from '../../../app-instance/index.js';
import { Terminations, TerminationSubscriptions } from '../../../app-support/index.js';
import { UnitOfWork } from '../../../common/unit-of-work/index.js';
import { type Ending, endingOf } from './ending.js';
import type { Step, StepContext } from './step.js';

/** Whether there is nothing to tell: it has been told, or has ended already. */
const isOnTheWay = ({ state }: AppInstance, { action }: Ending): boolean => state === action || (action === 'STOPPING' && state === 'STOPPED');

/** Tells the application to finish, and how much time it has (MEC 011, 7.1.4.2); one that is not asked ends at once. */
@Injectable()
export class TellingStep implements Step {
  readonly name = 'telling';

  constructor(
    private readonly appInstances: AppInstances,
    private readonly terminations: Terminations,
    private readonly subscriptions: TerminationSubscriptions,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async run({ operation, appD }: StepContext): Promise<void> {
    const { appInstanceId } = operation;
    const instance = this.appInstances.get(appInstanceId);
    if (!instance) return;
    const ending = endingOf(operation, this.subscriptions.isSubscribed(appInstanceId), appD);
    // Whatever it has been told before: by force it ends now.
    if (ending.action === 'TERMINATING' && ending.seconds === 0) return this.unitOfWork.run((transaction) => this.appInstances.end(transaction, appInstanceId));
    if (!isOnTheWay(instance, ending)) await this.terminations.begin(appInstanceId, ending.action, ending.seconds);
  }
}
