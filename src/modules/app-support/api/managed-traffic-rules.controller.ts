import { Controller } from '@nestjs/common';
import { TrafficRules } from '../../app-rules/index.js';
import { Operation, type Reply } from '../../common/operation/index.js';
import { AppSupportLinks } from './app-support-links.js';
import { MM5, type Mm5Request } from './operation-request.js';
import { RuleResource } from './rule-resource.js';

/** What a platform manager does with the traffic rules of an application instance. */
@Controller()
export class ManagedTrafficRulesController {
  private readonly resource;

  constructor(
    rules: TrafficRules,
    private readonly links: AppSupportLinks,
  ) {
    this.resource = new RuleResource('trafficRuleId', rules);
  }

  @Operation(MM5, 'trafficRulesGet')
  trafficRulesGet({ path, ifNoneMatch }: Mm5Request<'trafficRulesGet'>): Reply {
    return this.resource.list(path.appInstanceId, ifNoneMatch);
  }

  @Operation(MM5, 'trafficRulesPost')
  trafficRulesPost({ path, body }: Mm5Request<'trafficRulesPost'>): Promise<Reply> {
    const { trafficRuleId, state = 'INACTIVE', ...attributes } = body;
    return this.resource.create(path.appInstanceId, trafficRuleId, { ...attributes, state }, (id) => this.links.managed(path.appInstanceId, 'traffic_rules', id));
  }

  @Operation(MM5, 'trafficRuleGet')
  trafficRuleGet({ path, ifNoneMatch }: Mm5Request<'trafficRuleGet'>): Reply {
    return this.resource.get(path.appInstanceId, path.trafficRuleId, ifNoneMatch);
  }

  @Operation(MM5, 'trafficRulePut')
  trafficRulePut({ path, body, ifMatch }: Mm5Request<'trafficRulePut'>): Promise<Reply> {
    return this.resource.replace(path.appInstanceId, path.trafficRuleId, body, ifMatch);
  }

  @Operation(MM5, 'trafficRuleDelete')
  trafficRuleDelete({ path, ifMatch }: Mm5Request<'trafficRuleDelete'>): Promise<Reply> {
    return this.resource.remove(path.appInstanceId, path.trafficRuleId, ifMatch);
  }
}
