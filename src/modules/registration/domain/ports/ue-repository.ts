import type { Transaction } from '../../../common/unit-of-work/index.js';
import type { RegistrationUe } from '../types.js';

/** The UEs of the networks as they are recorded. */
export abstract class UeRepository {
  /** By their ids. */
  abstract ofNetwork(networkId: string, transaction?: Transaction): Promise<RegistrationUe[]>;
  abstract find(networkId: string, ueId: string, transaction?: Transaction): Promise<RegistrationUe | undefined>;
  /** Ids of other UEs with its SUPI or its 5G-GUTI. */
  abstract twins(transaction: Transaction, networkId: string, ue: RegistrationUe): Promise<{ supi: string | undefined; guti: string | undefined }>;
  abstract insert(transaction: Transaction, networkId: string, ue: RegistrationUe): Promise<void>;
  abstract update(transaction: Transaction, networkId: string, ue: RegistrationUe): Promise<void>;
  abstract remove(transaction: Transaction, networkId: string, ueId: string): Promise<void>;
  abstract removeAll(transaction: Transaction, networkId: string): Promise<void>;
}
