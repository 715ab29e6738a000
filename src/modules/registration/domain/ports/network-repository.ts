import type { Transaction } from '../../../common/unit-of-work/index.js';
import type { RegistrationNetwork, RegistrationScenario } from '../types.js';

/** What the scenario said that was loaded last, beside the network and its UEs. */
export type ScenarioTitle = Omit<RegistrationScenario, 'network' | 'ues'>;

export interface RecordedNetwork {
  network: RegistrationNetwork;
  /** null without a scenario. */
  title: ScenarioTitle | null;
}

/** A gNB of a network together with a UE of it. */
export interface GnbWithUe {
  networkId: string;
  gnb: string;
  ue: string;
}

/** The networks as they are recorded. */
export abstract class NetworkRepository {
  /** By their ids. */
  abstract all(): Promise<RegistrationNetwork[]>;
  abstract find(networkId: string): Promise<RecordedNetwork | undefined>;
  /** Keeps others from changing the network, its UEs and its runs until the unit of work is over, also if there is no such network yet. */
  abstract lock(transaction: Transaction, networkId: string): Promise<RecordedNetwork | undefined>;
  /** In the place of what was recorded of the network. */
  abstract put(transaction: Transaction, recorded: RecordedNetwork): Promise<void>;
  /** Not what is in it. */
  abstract remove(transaction: Transaction, networkId: string): Promise<void>;
  /** Where a subscriber meets one of the gNBs. @param nodes as `ranNodeText` writes them */
  abstract meetings(transaction: Transaction, nodes: readonly string[], supi: string): Promise<GnbWithUe[]>;
}
