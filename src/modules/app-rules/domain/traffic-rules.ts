import { Injectable } from '@nestjs/common';
import { addressRange } from '../../common/ip/index.js';
import { refuseFaults } from '../../common/problem/index.js';
import { trafficFilterFaults } from '../../common/traffic-filter/index.js';
import type { AppRule } from './app-rule.js';
import { destinationFaults } from './destination-faults.js';
import type { EffectItem } from './effect-item.js';
import { RuleBook } from './rule-book.js';
import { RuleBookTools } from './rule-book-tools.js';
import type { RuleKey } from './rule-move.js';
import { RuleMoves } from './rule-moves.js';
import { ruleChanged } from './rule-record.js';
import { TrafficEffect } from './traffic-effect.js';
import { knownFilter, strangerFaults } from './traffic-filter-faults.js';
import type { TrafficFilter, TrafficRuleAttributes } from './types.js';

/** A traffic rule was created, replaced (also: withheld or released) or removed. */
export const TRAFFIC_RULE_CHANGED = ruleChanged<TrafficRuleAttributes>('traffic');

/** The traffic rules of all application instances (MEC 011, 7.1.2.2). */
@Injectable()
export class TrafficRules extends RuleBook<TrafficRuleAttributes> {
  readonly moves: RuleMoves;
  private isFromElsewhere: (rule: RuleKey) => boolean = () => false;

  constructor(effect: TrafficEffect, tools: RuleBookTools) {
    super('traffic', effect, tools);
    this.moves = new RuleMoves({
      record: this.record,
      convergence: this.convergence,
      unitOfWork: this.tools.unitOfWork,
      get: (key) => this.rules.get(key),
      isWanted: (rule) => this.isWanted(rule),
      draft: (appInstanceId, ruleId, attributes) => this.draft(appInstanceId, ruleId, attributes),
    });
  }

  /** Whoever brings rules from other platforms says which they are. */
  guestsAre(isGuest: (rule: RuleKey) => boolean): void {
    this.isFromElsewhere = isGuest;
  }

  override isGuest({ appInstanceId, ruleId }: AppRule<TrafficRuleAttributes>): boolean {
    return this.isFromElsewhere({ appInstanceId, trafficRuleId: ruleId });
  }

  /** @throws Problem 400 or 422 if an application instance could not have such a rule */
  check(attributes: TrafficRuleAttributes): void {
    this.acceptable(attributes);
  }

  /** The rules with a filter whose srcAddress or dstAddress holds one of these single addresses, in whatever spelling. */
  ofAddresses(addresses: readonly string[]): AppRule<TrafficRuleAttributes>[] {
    return this.rules.having('address', addresses.flatMap(singleAddress));
  }

  /** The rules with a filter that names both ends of a tunnel. */
  ofTunnels(): AppRule<TrafficRuleAttributes>[] {
    return this.havingTunnel();
  }

  protected override isForTunnel({ trafficFilter }: TrafficRuleAttributes): boolean {
    return trafficFilter.some(({ srcTunnelAddress, tgtTunnelAddress }) => srcTunnelAddress?.length && tgtTunnelAddress?.length);
  }

  protected override addressesIn({ trafficFilter }: TrafficRuleAttributes): readonly string[] {
    return [...new Set(trafficFilter.flatMap(({ srcAddress = [], dstAddress = [] }) => [...srcAddress, ...dstAddress].flatMap(singleAddress)))];
  }

  protected override async recorded(): Promise<EffectItem<TrafficRuleAttributes>[]> {
    return [...(await super.recorded()), ...(await this.moves.recordedForwards())];
  }

  protected override wanted(key: string): EffectItem<TrafficRuleAttributes> | undefined {
    return super.wanted(key) ?? this.moves.forward(key);
  }

  protected override checked(rule: TrafficRuleAttributes): TrafficRuleAttributes {
    refuseFaults([...rule.trafficFilter.flatMap((filter, index) => filterFaults(filter, `/trafficFilter/${index}`)), ...destinationFaults(rule)]);
    const { filterType, priority, trafficFilter, action, dstInterface, state } = rule;
    return { filterType, priority, trafficFilter: trafficFilter.map(knownFilter), action, ...(dstInterface && { dstInterface }), state };
  }
}

/** In one spelling; nothing for what stands for several addresses. */
function singleAddress(text: string): string[] {
  const range = addressRange(text);
  return range && range.first === range.last ? [`${range.family}:${range.first}`] : [];
}

const filterFaults = (filter: TrafficFilter, place: string) => [...trafficFilterFaults(filter, place), ...strangerFaults(filter, place)];
