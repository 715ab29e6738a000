import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { AppD } from '../../app-package/index.js';
import { type DnsRuleAttributes, DnsRules, type RuleAttributes, type RuleBook, type TrafficRuleAttributes, TrafficRules } from '../../app-rules/index.js';
import { dnsRuleOf, trafficRuleOf } from './rules-of-descriptor.js';

/** What of a descriptor, or of a request to configure the platform, becomes rules. */
export type RequestedRuleDescriptors = Pick<AppD, 'appTrafficRule' | 'appDNSRule'>;

const anyway = () => undefined;

/** The rules of an application instance by their ids. */
interface RulesById {
  traffic: Map<string, TrafficRuleAttributes>;
  dns: Map<string, DnsRuleAttributes>;
}

/** Gives an application instance the rules that a descriptor asks for (MEC 010-2, 6.2.1.9 and 6.2.1.13), under their own ids. */
@Injectable()
export class RequestedRules {
  constructor(
    private readonly trafficRules: TrafficRules,
    private readonly dnsRules: DnsRules,
  ) {}

  /**
   * Rules that are there alike stay; others of these ids are replaced, and those that are not asked for go, except what other platforms
   * have handed over. If one is refused, all are as before.
   * @throws Problem 400, 404, 422, 503
   */
  async putInPlace(appInstanceId: string, { appTrafficRule = [], appDNSRule = [] }: RequestedRuleDescriptors): Promise<void> {
    const wanted = {
      traffic: new Map(appTrafficRule.map((rule) => [rule.trafficRuleId, trafficRuleOf(rule)])),
      dns: new Map(appDNSRule.map((rule) => [rule.dnsRuleId, dnsRuleOf(rule)])),
    };
    const before = { traffic: rulesIn(this.trafficRules, appInstanceId), dns: rulesIn(this.dnsRules, appInstanceId) };
    try {
      await this.change(appInstanceId, wanted);
    } catch (error) {
      await this.change(appInstanceId, before);
      throw error;
    }
  }

  private async change(appInstanceId: string, { traffic, dns }: RulesById): Promise<void> {
    await assimilate(this.trafficRules, appInstanceId, traffic);
    await assimilate(this.dnsRules, appInstanceId, dns);
  }
}

const rulesIn = <Attributes extends RuleAttributes>(book: RuleBook<Attributes>, appInstanceId: string): Map<string, Attributes> =>
  new Map(book.list(appInstanceId).filter((rule) => !book.isGuest(rule)).map(({ ruleId, attributes }) => [ruleId, attributes]));

async function assimilate<Attributes extends RuleAttributes>(book: RuleBook<Attributes>, appInstanceId: string, wanted: Map<string, Attributes>): Promise<void> {
  const present = rulesIn(book, appInstanceId);
  for (const ruleId of present.keys()) if (!wanted.has(ruleId)) await book.remove(appInstanceId, ruleId, anyway);
  for (const [ruleId, attributes] of wanted) {
    const before = present.get(ruleId);
    if (before === undefined) await book.create(appInstanceId, attributes, ruleId);
    else if (!isDeepStrictEqual(before, attributes)) await book.replace(appInstanceId, ruleId, () => attributes, anyway);
  }
}
