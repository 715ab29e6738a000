import { Injectable } from '@nestjs/common';
import { Settings } from '../../../config/index.js';
import { DnsZone } from '../../dns-server/index.js';
import { type AppRule, keyOf } from './app-rule.js';
import type { RuleEffect } from './rule-effect.js';
import type { DnsRuleAttributes } from './types.js';

/** DNS rules take effect in the zone that the DNS server answers from. */
@Injectable()
export class DnsEffect implements RuleEffect<DnsRuleAttributes> {
  private readonly held = new Set<string>();
  readonly enforces: boolean;

  constructor(
    private readonly zone: DnsZone,
    { dnsPort }: Settings,
  ) {
    this.enforces = dnsPort !== 0;
  }

  /** Whatever is a DNS rule can be answered. */
  check(): void {}

  start(rules: AppRule<DnsRuleAttributes>[]): Promise<void> {
    return this.change({ put: rules, remove: [] });
  }

  async change({ put, remove }: { put: AppRule<DnsRuleAttributes>[]; remove: string[] }): Promise<void> {
    for (const key of remove) {
      this.zone.remove(key);
      this.held.delete(key);
    }
    for (const rule of put) {
      this.zone.put(keyOf(rule), rule.attributes);
      this.held.add(keyOf(rule));
    }
  }

  holds(key: string): boolean {
    return this.held.has(key);
  }
}
