import { Controller } from '@nestjs/common';
import { TrafficRules } from '../../app-rules/index.js';
import { Operation, type Reply } from '../../common/operation/index.js';
import { APP_SUPPORT, type AppSupportRequest } from './operation-request.js';
import { RuleResource } from './rule-resource.js';

/** What an application does with its traffic rules (MEC 011, 7.2.7 and 7.2.8). */
@Controller()
export class TrafficRulesController {
  private readonly resource;

  constructor(rules: TrafficRules) {
    this.resource = new RuleResource('trafficRuleId', rules);
  }

  @Operation(APP_SUPPORT, 'ApplicationsTrafficrulesGETAppinstanceid')
  trafficRulesGet({ path, ifNoneMatch }: AppSupportRequest<'ApplicationsTrafficrulesGETAppinstanceid'>): Reply {
    return this.resource.list(path.appInstanceId, ifNoneMatch);
  }

  @Operation(APP_SUPPORT, 'ApplicationsTrafficrulesGETAppinstanceidTrafficruleid')
  trafficRuleGet({ path, ifNoneMatch }: AppSupportRequest<'ApplicationsTrafficrulesGETAppinstanceidTrafficruleid'>): Reply {
    return this.resource.get(path.appInstanceId, path.trafficRuleId, ifNoneMatch);
  }

  @Operation(APP_SUPPORT, 'ApplicationsTrafficrulesPUTAppinstanceidTrafficruleid')
  trafficRulePut({ path, body, ifMatch }: AppSupportRequest<'ApplicationsTrafficrulesPUTAppinstanceidTrafficruleid'>): Promise<Reply> {
    return this.resource.replace(path.appInstanceId, path.trafficRuleId, body, ifMatch);
  }
}
