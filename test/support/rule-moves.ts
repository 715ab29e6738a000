import type { AppRule, RuleKey, TrafficRuleAttributes } from '../../src/modules/app-rules/index.js';
import { RuleMoves, TrafficRules } from '../../src/modules/app-rules/index.js';
import type { Transaction } from '../../src/modules/common/unit-of-work/index.js';
import { UnitOfWork } from '../../src/modules/common/unit-of-work/index.js';
import { type ManagedApplications, RULE_KINDS } from './managed-applications.js';

const everywhere = { strict: false };

/** Moves of the rules of a running platform, as another module makes them. */
export class MovesOf {
  constructor(private readonly world: ManagedApplications) {}

  get moves(): RuleMoves {
    return this.world.platform.server.app.get(RuleMoves, everywhere);
  }

  get rules(): TrafficRules {
    return this.world.platform.server.app.get(TrafficRules, everywhere);
  }

  get unitOfWork(): UnitOfWork {
    return this.world.platform.server.app.get(UnitOfWork, everywhere);
  }

  unit<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.unitOfWork.run(work);
  }

  /** Records rules of one application that are withheld. */
  async stage(appInstanceId: string, rules: Record<string, Partial<TrafficRuleAttributes>>): Promise<RuleKey[]> {
    const drafts = Object.entries(rules).map(([trafficRuleId, changes]) => ({ appInstanceId, trafficRuleId, attributes: RULE_KINDS.traffic.body(changes) as TrafficRuleAttributes }));
    await this.unit((transaction) => this.moves.stage(transaction, drafts));
    return drafts.map(({ trafficRuleId }) => ({ appInstanceId, trafficRuleId }));
  }

  get({ appInstanceId, trafficRuleId }: RuleKey): AppRule<TrafficRuleAttributes> {
    return this.rules.get(appInstanceId, trafficRuleId);
  }
}
