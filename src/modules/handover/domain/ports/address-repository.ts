import type { Transaction } from '../../../common/unit-of-work/index.js';
import type { OperatorAddress } from '../addresses/address-entry.js';

/** Where the operator's part of the address table is kept. */
export abstract class AddressRepository {
  abstract all(): Promise<OperatorAddress[]>;

  /** Those of these base stations that have an entry. */
  abstract among(baseStations: readonly string[]): Promise<OperatorAddress[]>;

  /** Until the unit is over no other one changes the table. */
  abstract changeAlone(transaction: Transaction): Promise<void>;

  abstract read(transaction: Transaction, baseStation: string): Promise<OperatorAddress | undefined>;

  /** In the place of the entry of the base station, if there is one. */
  abstract put(transaction: Transaction, address: OperatorAddress): Promise<void>;

  abstract remove(transaction: Transaction, baseStation: string): Promise<void>;
}
