import type { Transaction } from '../../../common/unit-of-work/index.js';
import type { DetectionSetting } from '../detection/detection-setting.js';

/** What this platform keeps of its own for handovers, beside the handovers. */
export interface HandoverSetting {
  /** null before it has ever been written. */
  detection: DetectionSetting | null;
  /** Of the address at which the RNIS tells; null before there is one. */
  callbackToken: string | null;
  /** Ids of the subscriptions at the RNIS, by what they are for; null before there are any. */
  subscriptions: Record<string, string> | null;
}

export abstract class SettingRepository {
  abstract load(): Promise<HandoverSetting>;

  /** Until the unit is over no other one changes it. */
  abstract read(transaction: Transaction): Promise<HandoverSetting>;

  /** What is left out stays. */
  abstract update(transaction: Transaction, changes: Partial<HandoverSetting>): Promise<void>;
}
