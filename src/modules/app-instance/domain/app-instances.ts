import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { EventLog } from '../../common/events/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { conflict, notFound, type Problem } from '../../common/problem/index.js';
import { APP_INSTANCE_CHANGED, type AppInstance } from './app-instance.js';
import { AppInstanceRepository } from './app-instance-repository.js';
import { type AppInstanceEvent, appInstanceStates } from './app-instance-states.js';

/** Cleans up what a module keeps for an instance, in the unit of work that stops or ends the instance. */
type CleanUp = (transaction: Transaction, appInstanceId: string) => Promise<void>;

/**
 * In this order: whoever ends is not told of what is removed with it. What only a running application has (its subscriptions,
 * its services) goes when it stops; what belongs to the instance (its rules) goes with the instance.
 */
const WHEN_IT_STOPS = ['unsubscribe', 'withdraw'] as const;
const WHEN_IT_ENDS = [...WHEN_IT_STOPS, 'remove'] as const;
type CleanUpStep = (typeof WHEN_IT_ENDS)[number];

/** The application instances that the platform knows. */
@Injectable()
export class AppInstances {
  private readonly known = new Map<string, AppInstance>();
  private lastCreatedAt = 0;
  private readonly cleanUps: Record<CleanUpStep, CleanUp[]> = { unsubscribe: [], withdraw: [], remove: [] };

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

  /** Oldest first. */
  all(): AppInstance[] {
    return [...this.known.values()];
  }

  /** The instance as the last committed change left it; it may end at any moment, unlike one that is held or locked. */
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
    if (!(await this.holdIfThere(transaction, appInstanceId))) throw unknownInstance(appInstanceId);
  }

  /** As `hold`, of an instance that may have ended. Answers whether it is there. */
  holdIfThere(transaction: Transaction, appInstanceId: string): Promise<boolean> {
    return this.repository.hold(transaction, appInstanceId);
  }

  /** As `require`, and nobody else can hold or change the instance before the unit of work is over. @throws Problem 404 */
  async lock(transaction: Transaction, appInstanceId: string): Promise<AppInstance> {
    const instance = await this.lockIfThere(transaction, appInstanceId);
    if (!instance) throw unknownInstance(appInstanceId);
    return instance;
  }

  /** As `lock`, of an instance that may have ended. */
  lockIfThere(transaction: Transaction, appInstanceId: string): Promise<AppInstance | undefined> {
    return this.repository.lock(transaction, appInstanceId);
  }

  /** @throws Problem 409 if there is an instance of this id already */
  async create(transaction: Transaction, instance: Omit<AppInstance, 'createdAt' | 'state'>): Promise<void> {
    const created: AppInstance = { ...instance, state: 'INSTANTIATED', createdAt: this.nextCreatedAt() };
    if (!(await this.repository.insert(transaction, created))) throw conflict(`There is an application instance ${instance.appInstanceId} already.`);
    await this.eventLog.append(transaction, APP_INSTANCE_CHANGED, { change: 'CREATED', instance: created });
  }

  /** Registers what has to be cleaned up when an instance stops or ends. */
  onCleanUp(step: CleanUpStep, cleanUp: CleanUp): void {
    this.cleanUps[step].push(cleanUp);
  }

  /** Moves an instance to the state that follows. @throws Problem 404, or 409 if its state forbids it */
  async transit(transaction: Transaction, appInstanceId: string, event: AppInstanceEvent): Promise<void> {
    const before = await this.lock(transaction, appInstanceId);
    const instance = { ...before, state: appInstanceStates.next(before.state, event) };
    if (instance.state !== before.state) await this.update(transaction, instance);
  }

  /** @throws Problem 404 */
  async rename(transaction: Transaction, appInstanceId: string, appName: string): Promise<void> {
    const before = await this.lock(transaction, appInstanceId);
    if (before.appName !== appName) await this.update(transaction, { ...before, appName });
  }

  /** Removes what only a running application has: its subscriptions and services. @throws Problem 404 */
  async withdraw(transaction: Transaction, appInstanceId: string): Promise<void> {
    await this.lock(transaction, appInstanceId);
    await this.cleanUp(transaction, appInstanceId, WHEN_IT_STOPS);
  }

  /** Ends an instance: what other modules keep for it goes in the same unit of work. @throws Problem 404 */
  async end(transaction: Transaction, appInstanceId: string): Promise<void> {
    const instance = await this.lock(transaction, appInstanceId);
    await this.cleanUp(transaction, appInstanceId, WHEN_IT_ENDS);
    await this.repository.remove(transaction, appInstanceId);
    await this.eventLog.append(transaction, APP_INSTANCE_CHANGED, { change: 'ENDED', instance });
  }

  private async update(transaction: Transaction, instance: AppInstance): Promise<void> {
    await this.repository.update(transaction, instance);
    await this.eventLog.append(transaction, APP_INSTANCE_CHANGED, { change: 'CHANGED', instance });
  }

  /** Grows with every instance, so that the order in which they came can be told. */
  private nextCreatedAt(): number {
    this.lastCreatedAt = Math.max(this.clock.now(), this.lastCreatedAt + 1);
    return this.lastCreatedAt;
  }

  private async cleanUp(transaction: Transaction, appInstanceId: string, steps: readonly CleanUpStep[]): Promise<void> {
    for (const step of steps) for (const cleanUp of this.cleanUps[step]) await cleanUp(transaction, appInstanceId);
  }

  private async load(): Promise<void> {
    for (const instance of await this.repository.all()) {
      this.known.set(instance.appInstanceId, instance);
      this.lastCreatedAt = instance.createdAt;
    }
  }
}

const unknownInstance = (appInstanceId: string): Problem =>
  notFound(`There is no application instance ${appInstanceId}; an application becomes known by POST /registrations, by its instantiation (MEC 010-2), or by MEC_SEED_FILE.`);
