import { Injectable } from '@nestjs/common';
import { DataPlane, type SteeredRule } from '../../data-plane/index.js';
import { type AppRule, keyOf } from './app-rule.js';
import type { RuleEffect } from './rule-effect.js';
import type { TrafficRuleAttributes } from './types.js';

const steered = (rule: AppRule<TrafficRuleAttributes>): SteeredRule => ({ key: keyOf(rule), order: rule.position, rule: rule.attributes });

/** Traffic rules take effect in the data plane. */
@Injectable()
export class TrafficEffect implements RuleEffect<TrafficRuleAttributes> {
  constructor(private readonly dataPlane: DataPlane) {}

  get enforces(): boolean {
    return this.dataPlane.enforces;
  }

  check(attributes: TrafficRuleAttributes): void {
    this.dataPlane.check(attributes);
  }

  start(rules: AppRule<TrafficRuleAttributes>[]): Promise<void> {
    return this.dataPlane.start(rules.map(steered));
  }

  change({ put, remove }: { put: AppRule<TrafficRuleAttributes>[]; remove: string[] }): Promise<void> {
    return this.dataPlane.change({ put: put.map(steered), remove });
  }

  holds(key: string): boolean {
    return this.dataPlane.holds(key);
  }
}
