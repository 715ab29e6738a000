import { Injectable } from '@nestjs/common';
import { type SeedSection, SeedSections } from '../../app-instance/index.js';
import { ApiDocuments } from '../../common/operation/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import type { RuleAttributes } from '../domain/app-rule.js';
import { DnsRules } from '../domain/dns-rules.js';
import type { RuleBook } from '../domain/rule-book.js';
import { TrafficRules } from '../domain/traffic-rules.js';

/** Rules in the seed file, as Mm5 creates them, with their id. */
@Injectable()
export class SeedRules {
  constructor(trafficRules: TrafficRules, dnsRules: DnsRules, documents: ApiDocuments, sections: SeedSections) {
    sections.register(sectionOf('trafficRules', 'TrafficRulePost', 'trafficRuleId', trafficRules, documents));
    sections.register(sectionOf('dnsRules', 'DnsRulePost', 'dnsRuleId', dnsRules, documents));
  }
}

function sectionOf<Attributes extends RuleAttributes>(
  key: string,
  schema: string,
  idAttribute: string,
  rules: RuleBook<Attributes>,
  documents: ApiDocuments,
): SeedSection {
  return {
    key,
    faultsOf: documents.faultFinder('mm5', { allOf: [{ $ref: `#/components/schemas/${schema}` }, { required: [idAttribute] }] }),
    async createIfMissing(transaction: Transaction, appInstanceId: string, item: unknown): Promise<boolean> {
      const { [idAttribute]: ruleId, ...attributes } = item as Record<string, unknown>;
      if (await rules.exists(transaction, appInstanceId, ruleId as string)) return false;
      await rules.createIn(transaction, appInstanceId, { state: 'INACTIVE', ...attributes } as unknown as Attributes, ruleId as string);
      return true;
    },
  };
}
