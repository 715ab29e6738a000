import { Injectable } from '@nestjs/common';
import { type AppInstance, AppInstances } from '../../app-instance/index.js';
import { Clock } from '../../common/clock/index.js';
import { EventLog } from '../../common/events/index.js';
import { Failpoints, failpoints } from '../../common/failpoints/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { conflict } from '../../common/problem/index.js';
import { startRounds } from '../../common/rounds/index.js';
import { type Transaction, UnitOfWork } from '../../common/unit-of-work/index.js';
import { type Termination, TERMINATION_BEGUN } from './termination.js';
import { TerminationRepository } from './termination-repository.js';
import type { OperationAction } from './types.js';

const STEPS = failpoints('app-support', ['before-termination', 'after-termination-begun', 'after-termination']);

const EVERY_MS = 500;

/** Graceful stop and termination of application instances (MEC 011, 5.2.3 and 7.2.11). */
@Injectable()
export class Terminations {
  constructor(
    private readonly repository: TerminationRepository,
    private readonly appInstances: AppInstances,
    private readonly eventLog: EventLog,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly failpoints: Failpoints,
    lifecycle: Lifecycle,
  ) {
    appInstances.onCleanUp('remove', (transaction, appInstanceId) => repository.remove(transaction, appInstanceId));
    startRounds(clock, lifecycle, { everyMs: EVERY_MS, work: () => this.finishOverdue(), complaint: 'Terminations whose time is up could not be finished; trying again.' });
  }

  /** Those under way: begun, neither confirmed nor overdue and done. */
  all(): Promise<Termination[]> {
    return this.repository.all();
  }

  /** That of an instance, if one is under way. */
  find(appInstanceId: string): Promise<Termination | undefined> {
    return this.repository.get(appInstanceId);
  }

  /**
   * Tells an application instance to finish and waits up to `maxGracefulTimeout` seconds for its confirmation. One that is not
   * asked (0), or that does not run, is stopped or terminated at once.
   * @throws Problem 404, or 409 if the state of the instance forbids it, or lifecycle operations manage it
   */
  async begin(appInstanceId: string, operationAction: OperationAction, maxGracefulTimeout: number): Promise<void> {
    this.failpoints.reach(STEPS['before-termination']);
    await this.unitOfWork.run(async (transaction) => {
      const instance = await this.appInstances.lock(transaction, appInstanceId);
      if (instance.origin === 'LIFECYCLE') throw conflict(`The application instance ${appInstanceId} is stopped and terminated by lifecycle operations (MEC 010-2, 7.4).`);
      await this.tell(transaction, instance, operationAction, maxGracefulTimeout);
    });
    this.failpoints.reach(STEPS['after-termination-begun']);
  }

  /**
   * The same for a lifecycle operation, whatever the instance has been told before: it is told anew, and its time begins anew; without time (0)
   * it ends now. One that has ended, or stopped, stays so; what it has offered since it stopped goes. What it was told alike in this operation already is not told again.
   * @param since when the operation began, milliseconds since 1970
   * @throws Problem 409 if it is to stop while it is being terminated
   */
  async insist(appInstanceId: string, operationAction: OperationAction, maxGracefulTimeout: number, since: number): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      const instance = await this.appInstances.lockIfThere(transaction, appInstanceId);
      if (!instance) return;
      if (operationAction === 'STOPPING' && instance.state === 'STOPPED') return this.appInstances.withdraw(transaction, appInstanceId);
      const told = await this.repository.lock(transaction, appInstanceId);
      if (!told) return this.tell(transaction, instance, operationAction, maxGracefulTimeout);
      const isTold = told.operationAction === operationAction && told.maxGracefulTimeout === maxGracefulTimeout && told.dueAt >= since + maxGracefulTimeout * 1000;
      if (isTold) return;
      if (told.operationAction !== operationAction) await this.appInstances.transit(transaction, appInstanceId, operationAction === 'STOPPING' ? 'begin to stop' : 'terminate instead');
      await this.repository.remove(transaction, appInstanceId);
      await this.giveTime(transaction, appInstanceId, operationAction, maxGracefulTimeout);
    });
  }

  /** The application has finished, so that the platform does not wait any longer. @throws Problem 404, or 409 if it was not told to finish, or otherwise */
  async confirm(appInstanceId: string, operationAction: OperationAction): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      await this.appInstances.lock(transaction, appInstanceId);
      const termination = await this.repository.lock(transaction, appInstanceId);
      if (!termination) throw conflict(`The application instance ${appInstanceId} is not being stopped or terminated.`);
      if (termination.operationAction !== operationAction)
        throw conflict(`The application instance ${appInstanceId} was told ${termination.operationAction}, not ${operationAction}.`);
      await this.finish(transaction, appInstanceId, operationAction);
    });
    this.failpoints.reach(STEPS['after-termination']);
  }

  /**
   * The application says that it is up and running (MEC 011, 7.2.12).
   * @throws Problem 404, or 409 if it is being stopped or terminated, or lifecycle operations have stopped it and not started it again
   */
  async confirmReady(appInstanceId: string): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      const { origin, state } = await this.appInstances.lock(transaction, appInstanceId);
      if (origin === 'LIFECYCLE' && state === 'STOPPED')
        throw conflict(`The application instance ${appInstanceId} is STOPPED; lifecycle operations start it again (MEC 010-2, 7.4.8).`);
      await this.appInstances.transit(transaction, appInstanceId, 'confirm readiness');
    });
  }

  private async tell(transaction: Transaction, { appInstanceId, state }: AppInstance, operationAction: OperationAction, maxGracefulTimeout: number): Promise<void> {
    if (state === 'STOPPED' && operationAction === 'TERMINATING') return this.appInstances.end(transaction, appInstanceId);
    await this.appInstances.transit(transaction, appInstanceId, operationAction === 'STOPPING' ? 'begin to stop' : 'begin to terminate');
    await this.giveTime(transaction, appInstanceId, operationAction, maxGracefulTimeout);
  }

  private async giveTime(transaction: Transaction, appInstanceId: string, operationAction: OperationAction, maxGracefulTimeout: number): Promise<void> {
    if (maxGracefulTimeout === 0) return this.finish(transaction, appInstanceId, operationAction);
    const termination = { appInstanceId, operationAction, maxGracefulTimeout, dueAt: this.clock.now() + maxGracefulTimeout * 1000 };
    await this.repository.insert(transaction, termination);
    await this.eventLog.append(transaction, TERMINATION_BEGUN, termination);
  }

  private async finish(transaction: Transaction, appInstanceId: string, operationAction: OperationAction): Promise<void> {
    if (operationAction === 'TERMINATING') return this.appInstances.end(transaction, appInstanceId);
    await this.repository.remove(transaction, appInstanceId);
    await this.appInstances.withdraw(transaction, appInstanceId);
    await this.appInstances.transit(transaction, appInstanceId, 'finish stopping');
  }

  private async finishOverdue(): Promise<void> {
    for (const appInstanceId of await this.repository.overdue(this.clock.now())) {
      await this.unitOfWork.run(async (transaction) => {
        // The instance first, as everyone locks it first.
        await this.appInstances.lock(transaction, appInstanceId);
        const termination = await this.repository.lock(transaction, appInstanceId);
        if (termination && termination.dueAt <= this.clock.now()) await this.finish(transaction, appInstanceId, termination.operationAction);
      });
    }
  }
}
