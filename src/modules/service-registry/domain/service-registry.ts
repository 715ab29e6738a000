import { v7 as newId } from 'uuid';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../../config/index.js';
import { AppInstances } from '../../app-instance/index.js';
import { Clock } from '../../common/clock/index.js';
import { EventLog } from '../../common/events/index.js';
import { type Transaction, UnitOfWork } from '../../common/unit-of-work/index.js';
import { notFound } from '../../common/problem/index.js';
import { changeTypeOf } from './change-type.js';
import { afterHeartbeat, beginSupervision } from './liveness.js';
import { type Liveness, type RegisteredService, SERVICE_CHANGED } from './service.js';
import { attributesOf } from './service-attributes.js';
import { ServiceRepository } from './service-repository.js';
import { checkRegistration, checkReplacement } from './service-rules.js';
import { Transports } from './transports.js';
import type { ServiceInfo, ServiceInfoPost } from './types.js';

/** Throws unless the service is as the client takes it to be. */
export type Precondition = (current: RegisteredService) => void;

/** Registers, replaces and removes services, and takes their heartbeats (MEC 011, 8.2.6, 8.2.7 and 8.2.10). */
@Injectable()
export class ServiceRegistry {
  constructor(
    private readonly repository: ServiceRepository,
    private readonly appInstances: AppInstances,
    private readonly transports: Transports,
    private readonly eventLog: EventLog,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {
    appInstances.onCleanUp('withdraw', (transaction, appInstanceId) => this.removeAllOf(transaction, appInstanceId));
  }

  /** @throws Problem 404 if there is no such application instance, 400 if a note of MEC 011, 8.1.2.2 is violated */
  register(appInstanceId: string, body: ServiceInfoPost): Promise<RegisteredService> {
    return this.unitOfWork.run((transaction) => this.registerIn(transaction, appInstanceId, body, newId()));
  }

  /** As `register`, as part of a larger unit of work and under a given id. @throws Problem as `register` does */
  async registerIn(transaction: Transaction, appInstanceId: string, body: ServiceInfoPost, serInstanceId: string): Promise<RegisteredService> {
    await this.appInstances.hold(transaction, appInstanceId);
    checkRegistration(body);
    const transportInfo = body.transportInfo ?? this.transports.require(body.transportId!);
    const liveness = this.supervision(body.livenessInterval);
    const attributes = attributesOf(body, transportInfo);
    const service = { serInstanceId, appInstanceId, attributes, ...(liveness && { liveness }), registeredAt: this.clock.now() };
    await this.repository.insert(transaction, service);
    await this.eventLog.append(transaction, SERVICE_CHANGED, { changeType: 'ADDED', service });
    return service;
  }

  /** @throws Problem 404, 400, or what the precondition throws */
  replace(appInstanceId: string, serInstanceId: string, body: ServiceInfo, precondition: Precondition): Promise<RegisteredService> {
    return this.unitOfWork.run(async (transaction) => {
      const before = await this.lock(transaction, appInstanceId, serInstanceId);
      precondition(before);
      checkReplacement(body);
      const { liveness: _former, ...rest } = before;
      const liveness = this.supervisionAfter(before, body);
      const after: RegisteredService = { ...rest, attributes: attributesOf(body, body.transportInfo), ...(liveness && { liveness }) };
      await this.update(transaction, before, after);
      return after;
    });
  }

  /** @throws Problem 404, or what the precondition throws */
  remove(appInstanceId: string, serInstanceId: string, precondition: Precondition): Promise<void> {
    return this.unitOfWork.run(async (transaction) => {
      const service = await this.lock(transaction, appInstanceId, serInstanceId);
      precondition(service);
      await this.removeIn(transaction, service);
    });
  }

  /** @throws Problem 404 if the service is unknown or not supervised, or what the precondition throws */
  heartbeat(appInstanceId: string, serInstanceId: string, precondition: Precondition): Promise<{ before: Liveness; after: RegisteredService }> {
    return this.unitOfWork.run(async (transaction) => {
      const before = await this.lock(transaction, appInstanceId, serInstanceId);
      if (!before.liveness) throw notSupervised(serInstanceId);
      precondition(before);
      const after = afterHeartbeat(before, this.settings.livenessMinimumSeconds, this.clock.now());
      await this.update(transaction, before, after);
      return { before: before.liveness, after };
    });
  }

  /** Writes a service and tells of the change, if there is one that a consumer sees. */
  async update(transaction: Transaction, before: RegisteredService, after: RegisteredService): Promise<void> {
    await this.repository.update(transaction, after);
    const changeType = changeTypeOf(before, after);
    if (changeType) await this.eventLog.append(transaction, SERVICE_CHANGED, { changeType, service: after });
  }

  /** The service with its liveness, as it is in the database. @throws Problem 404 if it is unknown or not supervised */
  async supervised(appInstanceId: string, serInstanceId: string): Promise<RegisteredService & { liveness: Liveness }> {
    const service = await this.repository.get(serInstanceId);
    if (!service || service.appInstanceId !== appInstanceId) throw unknownService(serInstanceId);
    if (!service.liveness) throw notSupervised(serInstanceId);
    return { ...service, liveness: service.liveness };
  }

  private async lock(transaction: Transaction, appInstanceId: string, serInstanceId: string): Promise<RegisteredService> {
    // The instance first, as everyone locks it first.
    await this.appInstances.hold(transaction, appInstanceId);
    const service = await this.repository.lock(transaction, serInstanceId);
    if (!service || service.appInstanceId !== appInstanceId) throw unknownService(serInstanceId);
    return service;
  }

  private supervision(proposed: number | undefined): Liveness | undefined {
    return beginSupervision(proposed, this.settings.livenessMinimumSeconds, this.clock.now());
  }

  /** A suspension by the platform goes on while the producer writes SUSPENDED back. */
  private supervisionAfter(before: RegisteredService, body: ServiceInfo): Liveness | undefined {
    const liveness = this.supervision(body.livenessInterval);
    const suspendedByPlatform = body.state === 'SUSPENDED' && (before.liveness?.suspendedByPlatform ?? false);
    return liveness && { ...liveness, suspendedByPlatform };
  }

  private async removeIn(transaction: Transaction, service: RegisteredService): Promise<void> {
    await this.repository.remove(transaction, service.serInstanceId);
    await this.eventLog.append(transaction, SERVICE_CHANGED, { changeType: 'REMOVED', service });
  }

  private async removeAllOf(transaction: Transaction, appInstanceId: string): Promise<void> {
    for (const service of await this.repository.lockAllOf(transaction, appInstanceId)) await this.removeIn(transaction, service);
  }
}

export const unknownService = (serInstanceId: string) => notFound(`There is no service ${serInstanceId} here.`);
const notSupervised = (serInstanceId: string) => notFound(`The service ${serInstanceId} sends no heartbeats: it was registered without livenessInterval.`);
