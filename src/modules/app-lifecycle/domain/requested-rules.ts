import { Injectable } from '@nestjs/common';
import type { AppD } from '../../app-package/index.js';
import { DnsRules, type RuleAttributes, type RuleBook, TrafficRules } from '../../app-rules/index.js';
import { dnsRuleOf, trafficRuleOf } from './rules-of-descriptor.js';

/** What of a descriptor, or of a request to configure the platform, becomes rules. */
export type RequestedRuleDescriptors = Pick<AppD, 'appTrafficRule' | 'appDNSRule'>;

const anyway = () => undefined;

/** Gives an application instance the rules that a descriptor asks for (MEC 010-2, 6.2.1.9 and 6.2.1.13), under their own ids. */
@Injectable()
export class RequestedRules {
  constructor(
    private readonly trafficRules: TrafficRules,
    private readonly dnsRules: DnsRules,
  ) {}

  /** Rules that are there alike stay; others of these ids are replaced, and those that are not asked for go. @throws Problem 400, 404, 422, 503 */
  async putInPlace(appInstanceId: string, { appTrafficRule = [], appDNSRule = [] }: RequestedRuleDescriptors): Promise<void> {
    // Both are understood before one of them changes anything.
    const traffic = new Map(appTrafficRule.map((rule) => [rule.trafficRuleId, trafficRuleOf(rule)]));
    const dns = new Map(appDNSRule.map((rule) => [rule.dnsRuleId, dnsRuleOf(rule)]));
    await assimilate(this.trafficRules, appInstanceId, traffic);
    await assimilate(this.dnsRules, appInstanceId, dns);
  }
}

async function assimilate<Attributes extends RuleAttributes>(book: RuleBook<Attributes>, appInstanceId: string, wanted: Map<string, Attributes>): Promise<void> {
  const present = new Map(book.list(appInstanceId).map(({ ruleId, attributes }) => [ruleId, JSON.stringify(attributes)]));
  for (const ruleId of present.keys()) if (!wanted.has(ruleId)) await book.remove(appInstanceId, ruleId, anyway);
  for (const [ruleId, attributes] of wanted) {
    const before = present.get(ruleId);
    if (before === undefined) await book.create(appInstanceId, attributes, ruleId);
    else if (before !== JSON.stringify(attributes)) await book.replace(appInstanceId, ruleId, () => attributes, anyway);
  }
}
