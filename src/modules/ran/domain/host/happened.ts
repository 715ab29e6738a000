import type { Transaction } from '../../../common/unit-of-work/index.js';
import type { RanEvent } from '../network/events.js';
import type { RadioNetwork } from '../radio-network.js';
import type { ClockSetting } from '../types.js';
import type { ScenarioTitle } from './hosted-network.js';
import type { RanChange } from './ran-log.js';

/** What a change of the network has led to. */
export interface Happened<T> {
  events: RanEvent[];
  /** What the operator has changed. */
  changes?: RanChange[];
  /** Another network, which takes the place of the one that was changed. */
  replacement?: RadioNetwork;
  clock?: ClockSetting;
  title?: ScenarioTitle;
  /** Nothing of it has to outlive this process: whoever has told it will tell it again. */
  fleeting?: true;
  /** What else is recorded in the same transaction. It may be called again if the database asks for that. */
  record?: (transaction: Transaction) => Promise<void>;
  result: T;
}
