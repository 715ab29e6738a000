import { Injectable } from '@nestjs/common';
import { isDomainName } from '../../dns-server/index.js';
import { addressFamily } from '../../common/ip/index.js';
import { type Fault, refuseFaults } from '../../common/problem/index.js';
import type { AppRule } from './app-rule.js';
import { DnsEffect } from './dns-effect.js';
import { type Precondition, RuleBook } from './rule-book.js';
import { RuleBookTools } from './rule-book-tools.js';
import type { DnsRuleAttributes } from './types.js';

const FAMILY = { IP_V4: 4, IP_V6: 6 } as const;

/** The DNS rules of all application instances (MEC 011, 7.1.2.3). */
@Injectable()
export class DnsRules extends RuleBook<DnsRuleAttributes> {
  constructor(effect: DnsEffect, tools: RuleBookTools) {
    super('dns', effect, tools);
  }

  /** Activates or deactivates a rule, all that its application may do (MEC 011, 7.2.10). @throws Problem 400 if another attribute differs, otherwise as `replace` */
  changeState(
    appInstanceId: string,
    ruleId: string,
    attributes: DnsRuleAttributes,
    precondition: Precondition<DnsRuleAttributes>,
  ): Promise<AppRule<DnsRuleAttributes>> {
    const change = (current: AppRule<DnsRuleAttributes>) => {
      refuseFaults(differences(current.attributes, attributes));
      return { ...current.attributes, state: attributes.state };
    };
    return this.replace(appInstanceId, ruleId, change, precondition);
  }

  protected override checked({ domainName, ipAddressType, ipAddress, ttl, state }: DnsRuleAttributes): DnsRuleAttributes {
    const faults: Fault[] = [];
    if (!isDomainName(domainName)) faults.push({ place: '/domainName', detail: 'must be a domain name; its first label may be *' });
    if (addressFamily(ipAddress) !== FAMILY[ipAddressType])
      faults.push({ place: '/ipAddress', detail: `must be an IPv${FAMILY[ipAddressType]} address, as ipAddressType says` });
    refuseFaults(faults);
    return { domainName, ipAddressType, ipAddress, ...(ttl !== undefined && { ttl }), state };
  }
}

const FIXED = ['domainName', 'ipAddressType', 'ipAddress', 'ttl'] as const;

const differences = (current: DnsRuleAttributes, sent: DnsRuleAttributes): Fault[] =>
  FIXED.filter((attribute) => current[attribute] !== sent[attribute]).map((attribute) => ({
    place: `/${attribute}`,
    detail: `must stay ${JSON.stringify(current[attribute]) ?? 'absent'}: only the state of a DNS rule can be changed here`,
  }));
