import type { Transaction } from '../../../common/unit-of-work/index.js';
import type { NetworkSnapshot } from '../network/snapshot.js';
import type { ClockSetting } from '../types.js';
import type { HostedNetwork, ScenarioTitle } from './hosted-network.js';

/** The network as it is recorded. */
export interface RecordedNetwork {
  snapshot: NetworkSnapshot;
  clock: ClockSetting;
  title: ScenarioTitle;
  /** Milliseconds since 1970 on the network's clock: all that has happened until then is recorded, though `snapshot` may be older. */
  time: number;
}

/**
 * Where the network is recorded. One process at a time may write: the last that has read.
 */
export abstract class NetworkRecord {
  /** Whether there is a network; one that nobody has put anything into is not recorded. */
  abstract readonly exists: boolean;

  /**
   * Reads the network. The first time, that keeps other processes from writing from now on.
   * @throws OtherHost if another process has done so meanwhile
   */
  abstract read(transaction: Transaction): Promise<RecordedNetwork | undefined>;

  /** Records the network as it is now. @throws OtherHost */
  abstract write(transaction: Transaction, hosted: HostedNetwork): Promise<void>;

  /** Records that all which happens until a time is recorded. @throws OtherHost */
  abstract writeTime(transaction: Transaction, time: number): Promise<void>;

  /** Whether there is a network, without keeping anybody from anything. */
  abstract isThere(): Promise<boolean>;
}
