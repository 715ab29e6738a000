import type { Transaction } from '../../common/unit-of-work/index.js';
import type { Termination } from './termination.js';

/** Where the terminations that are under way are kept. */
export abstract class TerminationRepository {
  abstract all(): Promise<Termination[]>;
  abstract get(appInstanceId: string): Promise<Termination | undefined>;
  /** Reads inside a unit of work; nobody else changes the termination until it is over. */
  abstract lock(transaction: Transaction, appInstanceId: string): Promise<Termination | undefined>;
  abstract insert(transaction: Transaction, termination: Termination): Promise<void>;
  /** Does nothing if there is none. */
  abstract remove(transaction: Transaction, appInstanceId: string): Promise<void>;
  /** Ids of the application instances whose time was up at a time (milliseconds since 1970). */
  abstract overdue(at: number): Promise<string[]>;
}
