import { Injectable } from '@nestjs/common';
import { APP_INSTANCE_CHANGED, type AppInstance, AppInstances } from '../../../app-instance/index.js';
import { EventLog } from '../../../common/events/index.js';
import type { Step, StepContext } from './step.js';

type Condition = (instance: AppInstance | undefined) => boolean;

/** One that has said in the meantime that it is ready has not much time left: its containers are stopped next. */
const hasStopped: Condition = (instance) => instance?.state !== 'STOPPING';
const hasEnded: Condition = (instance) => instance === undefined;

/** Waits until the application has confirmed that it has finished, or its time is up. */
@Injectable()
export class WaitingStep implements Step {
  readonly name = 'waiting';
  readonly isWaiting = true;
  private readonly lookouts = new Set<() => void>();

  constructor(
    private readonly appInstances: AppInstances,
    eventLog: EventLog,
  ) {
    eventLog.follow(APP_INSTANCE_CHANGED, () => {
      for (const look of [...this.lookouts]) look();
    });
  }

  async run({ operation: { appInstanceId, lcmOperation }, signal }: StepContext): Promise<void> {
    signal.throwIfAborted();
    const isReached = lcmOperation === 'OPERATE' ? hasStopped : hasEnded;
    await new Promise<void>((resolve, reject) => {
      const end = (settle: () => void) => {
        this.lookouts.delete(look);
        signal.removeEventListener('abort', breakOff);
        settle();
      };
      const look = () => {
        if (isReached(this.appInstances.get(appInstanceId))) end(resolve);
      };
      const breakOff = () => end(() => reject(signal.reason as Error));
      this.lookouts.add(look);
      signal.addEventListener('abort', breakOff);
      look();
    });
  }
}
