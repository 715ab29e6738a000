import type { Transaction } from '../../../common/unit-of-work/index.js';
import type { TracedRun } from '../runs/traced-run.js';
import type { RegistrationNetwork, RegistrationRun, RegistrationUe, SliceSubscription } from '../types.js';

/** What a run is emulated from. */
interface RunDescription {
  network: RegistrationNetwork;
  ue: RegistrationUe;
}

/** A run that is not at its end. */
export interface BegunRun {
  networkId: string;
  run: RegistrationRun;
  description: RunDescription;
}

/** A run at its beginning, with what only its UE has. */
export interface RunStart {
  run: RegistrationRun;
  ue: RegistrationUe;
  subscriptions: SliceSubscription[];
}

/** What a list of runs is limited to. */
export type RunSelection = { ue?: string; state?: RegistrationRun['state']; outcome?: RegistrationRun['outcome'] };

/** The runs as they are recorded. */
export abstract class RunRepository {
  /** The oldest that is not at its end. */
  abstract next(): Promise<BegunRun | undefined>;
  /** In the order in which they were begun, without attempts and traces. */
  abstract ofNetwork(networkId: string, selection: RunSelection): Promise<RegistrationRun[]>;
  abstract find(networkId: string, runId: string, transaction?: Transaction): Promise<TracedRun | undefined>;
  /** The latest of all, in this order. @param network without subscriptions */
  abstract insert(transaction: Transaction, networkId: string, network: RegistrationNetwork, starts: readonly RunStart[]): Promise<void>;
  /** Answers whether it was there, not at its end. The network is locked. */
  abstract finish(transaction: Transaction, networkId: string, ended: TracedRun): Promise<boolean>;
  /** Runs of the UE that are not at their end and begin with it as it was begin with it as it is. */
  abstract handOn(transaction: Transaction, networkId: string, before: RegistrationUe, after: RegistrationUe): Promise<void>;
  abstract remove(transaction: Transaction, networkId: string, runId: string): Promise<void>;
  abstract removeAll(transaction: Transaction, networkId: string): Promise<void>;
  /** Removes the oldest that a cell change has begun and that are at their end, so that so many of the network are left. */
  abstract forgetCellChanges(transaction: Transaction, networkId: string, left: number): Promise<void>;
}
