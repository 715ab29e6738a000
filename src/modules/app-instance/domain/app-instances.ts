import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { EventLog } from '../../common/events/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { notFound, type Problem } from '../../common/problem/index.js';
import { APP_INSTANCE_CHANGED, type AppInstance } from './app-instance.js';
import { AppInstanceRepository } from './app-instance-repository.js';

/** Cleans up what a module keeps for an instance, in the unit of work that ends the instance. */
type EndHandler = (transaction: Transaction, appInstanceId: string) => Promise<void>;

/** In this order: whoever ends is not told of what is removed with it. */
const END_STEPS = ['unsubscribe', 'remove'] as const;
type EndStep = (typeof END_STEPS)[number];

/** The application instances that the platform knows. */
@Injectable()
export class AppInstances {
  private readonly known = new Map<string, AppInstance>();
  private readonly endHandlers: Record<EndStep, EndHandler[]> = { unsubscribe: [], remove: [] };

  constructor(
    private readonly repository: AppInstanceRepository,
    private readonly eventLog: EventLog,
    private readonly clock: Clock,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('load', () => this.load());
    eventLog.follow(APP_INSTANCE_CHANGED, ({ payload: { change, instance } }) => {
      if (change === 'ENDED') this.known.delete(instance.appInstanceId);
      else this.known.set(instance.appInstanceId, instance);
    });
  }

  get(appInstanceId: string): AppInstance | undefined {
    return this.known.get(appInstanceId);
  }

  /** @throws Problem 404 if the platform does not know the instance */
  require(appInstanceId: string): AppInstance {
    const instance = this.known.get(appInstanceId);
    if (!instance) throw unknownInstance(appInstanceId);
    return instance;
  }

  /** As `require`, and the instance cannot end before the unit of work is over. @throws Problem 404 */
  async hold(transaction: Transaction, appInstanceId: string): Promise<void> {
    if (!(await this.repository.hold(transaction, appInstanceId))) throw unknownInstance(appInstanceId);
  }

  async create(transaction: Transaction, instance: Omit<AppInstance, 'createdAt'>): Promise<void> {
    const created = { ...instance, createdAt: this.clock.now() };
    await this.repository.insert(transaction, created);
    await this.eventLog.append(transaction, APP_INSTANCE_CHANGED, { change: 'CREATED', instance: created });
  }

  /** Registers what has to go together with an instance. */
  onEnd(step: EndStep, handler: EndHandler): void {
    this.endHandlers[step].push(handler);
  }

  /** Ends an instance: what other modules keep for it goes in the same unit of work. @throws Problem 404 */
  async end(transaction: Transaction, appInstanceId: string): Promise<void> {
    if (!(await this.repository.lock(transaction, appInstanceId))) throw unknownInstance(appInstanceId);
    const instance = this.require(appInstanceId);
    for (const step of END_STEPS) for (const handler of this.endHandlers[step]) await handler(transaction, appInstanceId);
    await this.repository.remove(transaction, appInstanceId);
    await this.eventLog.append(transaction, APP_INSTANCE_CHANGED, { change: 'ENDED', instance });
  }

  private async load(): Promise<void> {
    for (const instance of await this.repository.all()) this.known.set(instance.appInstanceId, instance);
  }
}

const unknownInstance = (appInstanceId: string): Problem => notFound(`There is no application instance ${appInstanceId}; those of MEC_SEED_FILE are known.`);
