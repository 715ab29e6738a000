import { Controller } from '@nestjs/common';
import { DnsRules } from '../../app-rules/index.js';
import { Operation, type Reply } from '../../common/operation/index.js';
import { AppSupportLinks } from './app-support-links.js';
import { MM5, type Mm5Request } from './operation-request.js';
import { RuleResource } from './rule-resource.js';

/** What a platform manager does with the DNS rules of an application instance. */
@Controller()
export class ManagedDnsRulesController {
  private readonly resource;

  constructor(
    rules: DnsRules,
    private readonly links: AppSupportLinks,
  ) {
    this.resource = new RuleResource('dnsRuleId', rules);
  }

  @Operation(MM5, 'dnsRulesGet')
  dnsRulesGet({ path, ifNoneMatch }: Mm5Request<'dnsRulesGet'>): Reply {
    return this.resource.list(path.appInstanceId, ifNoneMatch);
  }

  @Operation(MM5, 'dnsRulesPost')
  dnsRulesPost({ path, body }: Mm5Request<'dnsRulesPost'>): Promise<Reply> {
    const { dnsRuleId, state = 'INACTIVE', ...attributes } = body;
    return this.resource.create(path.appInstanceId, dnsRuleId, { ...attributes, state }, (id) => this.links.managed(path.appInstanceId, 'dns_rules', id));
  }

  @Operation(MM5, 'dnsRuleGet')
  dnsRuleGet({ path, ifNoneMatch }: Mm5Request<'dnsRuleGet'>): Reply {
    return this.resource.get(path.appInstanceId, path.dnsRuleId, ifNoneMatch);
  }

  @Operation(MM5, 'dnsRulePut')
  dnsRulePut({ path, body, ifMatch }: Mm5Request<'dnsRulePut'>): Promise<Reply> {
    return this.resource.replace(path.appInstanceId, path.dnsRuleId, body, ifMatch);
  }

  @Operation(MM5, 'dnsRuleDelete')
  dnsRuleDelete({ path, ifMatch }: Mm5Request<'dnsRuleDelete'>): Promise<Reply> {
    return this.resource.remove(path.appInstanceId, path.dnsRuleId, ifMatch);
  }
}
