import type { AppRule, RuleAttributes, RuleBook } from '../../app-rules/index.js';
import { requireMatch } from '../../common/http/index.js';
import { created, noContent, ok, reply, type Reply, type Representation, represent, representList } from '../../common/operation/index.js';

/** Tells that the rules are a record only and have no effect. */
const NO_EFFECT = { 'OpenMEP-Data-Plane': 'none' };

/** The rules of one kind of an application instance: what applications (Mp1) and platform managers (Mm5) do with them. */
export class RuleResource<Attributes extends RuleAttributes> {
  /** @param idAttribute what the standard calls the id: trafficRuleId */
  constructor(
    private readonly idAttribute: string,
    private readonly rules: RuleBook<Attributes>,
  ) {}

  list(appInstanceId: string, ifNoneMatch: string | undefined): Reply {
    return this.marked(reply(representList(this.rules.list(appInstanceId).map((rule) => this.represent(rule))), ifNoneMatch));
  }

  get(appInstanceId: string, ruleId: string, ifNoneMatch: string | undefined): Reply {
    return this.marked(reply(this.represent(this.rules.get(appInstanceId, ruleId)), ifNoneMatch));
  }

  async create(appInstanceId: string, ruleId: string | undefined, attributes: Attributes, locationOf: (ruleId: string) => string): Promise<Reply> {
    const rule = await this.rules.create(appInstanceId, attributes, ruleId);
    return this.marked(created(locationOf(rule.ruleId), this.represent(rule)));
  }

  replace(appInstanceId: string, ruleId: string, attributes: Attributes, ifMatch: string | undefined): Promise<Reply> {
    return this.replaced(this.rules.replace(appInstanceId, ruleId, () => attributes, this.unchanged(ifMatch)));
  }

  async remove(appInstanceId: string, ruleId: string, ifMatch: string | undefined): Promise<Reply> {
    await this.rules.remove(appInstanceId, ruleId, this.unchanged(ifMatch));
    return noContent();
  }

  async replaced(rule: Promise<AppRule<Attributes>>): Promise<Reply> {
    return this.marked(ok(this.represent(await rule)));
  }

  /** The precondition of If-Match. */
  unchanged(ifMatch: string | undefined): (current: AppRule<Attributes>) => void {
    return (current) => requireMatch(ifMatch, this.represent(current).etag);
  }

  private represent(rule: AppRule<Attributes>): Representation {
    return represent({ [this.idAttribute]: rule.ruleId, ...rule.attributes, state: this.rules.stateOf(rule) });
  }

  private marked(answer: Reply): Reply {
    return this.rules.enforced ? answer : { ...answer, headers: { ...answer.headers, ...NO_EFFECT } };
  }
}
