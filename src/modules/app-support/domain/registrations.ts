import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { AppInstances } from '../../app-instance/index.js';
import { conflict, type Fault, notFound, refuseFaults } from '../../common/problem/index.js';
import { type Transaction, UnitOfWork } from '../../common/unit-of-work/index.js';
import { type Registration, registrationOf } from './registration.js';
import { registrationFaults } from './registration-faults.js';
import { RegistrationRepository } from './registration-repository.js';
import type { AppInfo } from './types.js';

/** Throws unless the registration is as the client takes it to be. */
type Precondition = (current: Registration) => void;

/**
 * What applications say of themselves (MEC 011, 7.2.13 and 7.2.14). An application that the platform did not start becomes known
 * by its registration and ends with it; one that it did start (isInsByMec) is known before and after.
 */
@Injectable()
export class Registrations {
  constructor(
    private readonly repository: RegistrationRepository,
    private readonly appInstances: AppInstances,
    private readonly unitOfWork: UnitOfWork,
  ) {
    appInstances.onCleanUp('withdraw', (transaction, appInstanceId) => this.forgetManaged(transaction, appInstanceId));
    appInstances.onCleanUp('remove', (transaction, appInstanceId) => repository.remove(transaction, appInstanceId));
  }

  /** undefined if the application has not registered. */
  find(appInstanceId: string): Promise<Registration | undefined> {
    return this.repository.get(appInstanceId);
  }

  /** @throws Problem 404 */
  async get(appInstanceId: string): Promise<Registration> {
    return (await this.find(appInstanceId)) ?? notRegistered(appInstanceId);
  }

  /** @throws Problem 400 if a condition of MEC 011, 7.1.2.6 is violated, 409 if the appInstanceId is taken */
  register(appInfo: AppInfo): Promise<Registration> {
    refuseFaults(registrationFaults(appInfo));
    const registration = registrationOf(appInfo.appInstanceId ?? newId(), appInfo);
    const { appInstanceId, appName, isInsByMec } = registration;
    return this.unitOfWork.run(async (transaction) => {
      if (isInsByMec) await this.requireManaged(transaction, registration);
      else await this.appInstances.create(transaction, { appInstanceId, appName, origin: 'REGISTRATION' });
      if (!(await this.repository.insert(transaction, registration))) throw conflict(`The application instance ${appInstanceId} is registered already.`);
      return registration;
    });
  }

  /** @throws Problem 404, 400 if a condition of MEC 011, 7.1.2.6 is violated, or what the precondition throws */
  replace(appInstanceId: string, appInfo: AppInfo, precondition: Precondition): Promise<void> {
    return this.unitOfWork.run(async (transaction) => {
      await this.appInstances.lock(transaction, appInstanceId);
      const before = (await this.repository.lock(transaction, appInstanceId)) ?? notRegistered(appInstanceId);
      precondition(before);
      const after = registrationOf(appInstanceId, appInfo);
      refuseFaults([...registrationFaults({ ...appInfo, appInstanceId }), ...changedOrigin(before, after)]);
      if (after.isInsByMec) await this.requireManaged(transaction, after);
      else await this.appInstances.rename(transaction, appInstanceId, after.appName);
      await this.repository.update(transaction, after);
    });
  }

  /**
   * Ends the registration, and with it an instance that the platform did not start: its services, subscriptions and rules go. Of
   * one that the platform did start the services and subscriptions go; its rules belong to the instance and stay with it.
   * @throws Problem 404, or what the precondition throws
   */
  remove(appInstanceId: string, precondition: Precondition): Promise<void> {
    return this.unitOfWork.run(async (transaction) => {
      await this.appInstances.lock(transaction, appInstanceId);
      const registration = (await this.repository.lock(transaction, appInstanceId)) ?? notRegistered(appInstanceId);
      precondition(registration);
      if (registration.isInsByMec) await this.appInstances.withdraw(transaction, appInstanceId);
      else await this.appInstances.end(transaction, appInstanceId);
    });
  }

  private async requireManaged(transaction: Transaction, { appInstanceId, appName }: Registration): Promise<void> {
    const instance = this.appInstances.get(appInstanceId);
    if (!instance || instance.origin === 'REGISTRATION')
      refuseFaults([{ place: '/appInstanceId', detail: `must be an application instance that this platform has started; ${appInstanceId} is none` }]);
    else if (instance.appName !== appName)
      refuseFaults([{ place: '/appName', detail: `must be ${JSON.stringify(instance.appName)}, as this platform started it` }]);
    await this.appInstances.hold(transaction, appInstanceId);
  }

  /** An application that the platform has started registers anew when it runs again. */
  private async forgetManaged(transaction: Transaction, appInstanceId: string): Promise<void> {
    const registration = await this.repository.lock(transaction, appInstanceId);
    if (registration?.isInsByMec) await this.repository.remove(transaction, appInstanceId);
  }
}

function notRegistered(appInstanceId: string): never {
  throw notFound(`The application instance ${appInstanceId} is not registered.`);
}

const changedOrigin = (before: Registration, after: Registration): Fault[] =>
  before.isInsByMec === after.isInsByMec ? [] : [{ place: '/isInsByMec', detail: `must stay ${before.isInsByMec}: who started an application instance does not change` }];
