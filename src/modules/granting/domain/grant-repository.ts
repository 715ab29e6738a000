import type { Transaction } from '../../common/unit-of-work/index.js';
import type { GrantRecord } from './grant-record.js';

/** Where grants are kept. */
export abstract class GrantRepository {
  abstract get(grantId: string): Promise<GrantRecord | undefined>;
  abstract pending(): Promise<string[]>;
  /** Nobody else decides before the unit of work is over. */
  abstract decideAlone(transaction: Transaction): Promise<void>;
  abstract read(transaction: Transaction, grantId: string): Promise<GrantRecord | undefined>;
  abstract ofOperation(transaction: Transaction, appLcmOpOccId: string): Promise<GrantRecord | undefined>;
  /** The grants that count against the capacity. */
  abstract kept(transaction: Transaction): Promise<Pick<GrantRecord, 'appInstanceId' | 'keeps'>[]>;
  abstract insert(transaction: Transaction, record: GrantRecord): Promise<void>;
  abstract update(transaction: Transaction, record: GrantRecord): Promise<void>;
  /** Nothing is kept for the application instance any more. */
  abstract giveBack(transaction: Transaction, appInstanceId: string): Promise<void>;
  /** Its grants are forgotten at a time (milliseconds since 1970). */
  abstract expire(transaction: Transaction, appInstanceId: string, at: number): Promise<void>;
  abstract hasExpired(at: number): Promise<boolean>;
  abstract removeExpired(transaction: Transaction, at: number): Promise<void>;
}
