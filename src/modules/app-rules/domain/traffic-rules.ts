import { Injectable } from '@nestjs/common';
import { refuseFaults } from '../../common/problem/index.js';
import { trafficFilterFaults } from '../../common/traffic-filter/index.js';
import { destinationFaults } from './destination-faults.js';
import { RuleBook } from './rule-book.js';
import { RuleBookTools } from './rule-book-tools.js';
import { TrafficEffect } from './traffic-effect.js';
import { knownFilter, strangerFaults } from './traffic-filter-faults.js';
import type { TrafficFilter, TrafficRuleAttributes } from './types.js';

/** The traffic rules of all application instances (MEC 011, 7.1.2.2). */
@Injectable()
export class TrafficRules extends RuleBook<TrafficRuleAttributes> {
  constructor(effect: TrafficEffect, tools: RuleBookTools) {
    super('traffic', effect, tools);
  }

  protected override checked(rule: TrafficRuleAttributes): TrafficRuleAttributes {
    refuseFaults([...rule.trafficFilter.flatMap((filter, index) => filterFaults(filter, `/trafficFilter/${index}`)), ...destinationFaults(rule)]);
    const { filterType, priority, trafficFilter, action, dstInterface, state } = rule;
    return { filterType, priority, trafficFilter: trafficFilter.map(knownFilter), action, ...(dstInterface && { dstInterface }), state };
  }
}

const filterFaults = (filter: TrafficFilter, place: string) => [...trafficFilterFaults(filter, place), ...strangerFaults(filter, place)];
