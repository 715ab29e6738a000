import type { Transaction } from '../../common/unit-of-work/index.js';
import type { Registration } from './registration.js';

/** Where registrations are kept. */
export abstract class RegistrationRepository {
  abstract get(appInstanceId: string): Promise<Registration | undefined>;
  /** Reads inside a unit of work; nobody else changes the registration until it is over. */
  abstract lock(transaction: Transaction, appInstanceId: string): Promise<Registration | undefined>;
  /** Answers false, and does nothing, if the application instance is registered. */
  abstract insert(transaction: Transaction, registration: Registration): Promise<boolean>;
  abstract update(transaction: Transaction, registration: Registration): Promise<void>;
  /** Does nothing if there is none. */
  abstract remove(transaction: Transaction, appInstanceId: string): Promise<void>;
}
