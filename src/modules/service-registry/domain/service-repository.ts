import type { Transaction } from '../../common/unit-of-work/index.js';
import type { RegisteredService } from './service.js';

/** Where registered services are kept. */
export abstract class ServiceRepository {
  /** All services, oldest first. */
  abstract all(): Promise<RegisteredService[]>;
  abstract get(serInstanceId: string): Promise<RegisteredService | undefined>;
  /** Reads inside a unit of work; nobody else changes the service until it is over. */
  abstract lock(transaction: Transaction, serInstanceId: string): Promise<RegisteredService | undefined>;
  /** The same for all services of an application instance. */
  abstract lockAllOf(transaction: Transaction, appInstanceId: string): Promise<RegisteredService[]>;
  abstract insert(transaction: Transaction, service: RegisteredService): Promise<void>;
  abstract update(transaction: Transaction, service: RegisteredService): Promise<void>;
  abstract remove(transaction: Transaction, serInstanceId: string): Promise<void>;
  /** Ids of the services whose heartbeat was due before a time (milliseconds since 1970). */
  abstract overdue(before: number): Promise<string[]>;
}
