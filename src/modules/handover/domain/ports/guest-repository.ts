import type { Transaction } from '../../../common/unit-of-work/index.js';
import type { RuleHome } from '../rules/transferred-rule.js';

/** A rule of this platform that was created on another one. */
export interface Guest extends RuleHome {
  appInstanceId: string;
  trafficRuleId: string;
}

/** Which rules have come from elsewhere. */
export abstract class GuestRepository {
  abstract all(): Promise<Guest[]>;

  abstract write(transaction: Transaction, guest: Guest): Promise<void>;

  abstract remove(transaction: Transaction, guest: Pick<Guest, 'appInstanceId' | 'trafficRuleId'>): Promise<void>;
}
