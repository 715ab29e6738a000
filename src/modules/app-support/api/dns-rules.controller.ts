import { Controller } from '@nestjs/common';
import { DnsRules } from '../../app-rules/index.js';
import { Operation, type Reply } from '../../common/operation/index.js';
import { APP_SUPPORT, type AppSupportRequest } from './operation-request.js';
import { RuleResource } from './rule-resource.js';

/** What an application does with its DNS rules (MEC 011, 7.2.9 and 7.2.10). */
@Controller()
export class DnsRulesController {
  private readonly resource;

  constructor(private readonly rules: DnsRules) {
    this.resource = new RuleResource('dnsRuleId', rules);
  }

  @Operation(APP_SUPPORT, 'ApplicationsDnsrulesGETAppinstanceid')
  dnsRulesGet({ path, ifNoneMatch }: AppSupportRequest<'ApplicationsDnsrulesGETAppinstanceid'>): Reply {
    return this.resource.list(path.appInstanceId, ifNoneMatch);
  }

  @Operation(APP_SUPPORT, 'ApplicationsDnsrulesGETAppinstanceidDnsruleid')
  dnsRuleGet({ path, ifNoneMatch }: AppSupportRequest<'ApplicationsDnsrulesGETAppinstanceidDnsruleid'>): Reply {
    return this.resource.get(path.appInstanceId, path.dnsRuleId, ifNoneMatch);
  }

  @Operation(APP_SUPPORT, 'ApplicationsDnsrulesPUTAppinstanceidDnsruleid')
  dnsRulePut({ path, body, ifMatch }: AppSupportRequest<'ApplicationsDnsrulesPUTAppinstanceidDnsruleid'>): Promise<Reply> {
    return this.resource.replaced(this.rules.changeState(path.appInstanceId, path.dnsRuleId, body, this.resource.unchanged(ifMatch)));
  }
}
