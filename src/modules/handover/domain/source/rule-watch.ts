import { Injectable } from '@nestjs/common';
import { type AppRule, TRAFFIC_RULE_CHANGED, type TrafficRuleAttributes } from '../../../app-rules/index.js';
import { EventLog } from '../../../common/events/index.js';
import { Driver } from '../record/driver.js';
import type { Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import { singleAddressesIn } from '../rules/ue-rules.js';
import { isSameUe, ueKeys } from '../ue-key.js';

/** States in which the rules of the UE are compared with those that the target has. */
const AT_THE_TARGET: readonly string[] = ['TRANSFERRED', 'ATTACHED'];

/** Has handovers looked at whose rules may have changed. */
@Injectable()
export class RuleWatch {
  constructor(
    private readonly handovers: Handovers,
    private readonly driver: Driver,
    eventLog: EventLog,
  ) {
    eventLog.follow(TRAFFIC_RULE_CHANGED, ({ payload: { rule } }) => this.wake(rule));
  }

  private wake(rule: AppRule<TrafficRuleAttributes>): void {
    const waiting = this.handovers.underWay().filter(({ role, state }) => role === 'SOURCE' && AT_THE_TARGET.includes(state));
    if (!waiting.length) return;
    const filters = rule.attributes.trafficFilter;
    const named = ueKeys(singleAddressesIn(filters));
    const hasTunnel = filters.some(({ srcTunnelAddress, tgtTunnelAddress }) => srcTunnelAddress?.length && tgtTunnelAddress?.length);
    for (const handover of waiting) if (hasTunnel || isSameUe(handover.ueKeys, named) || hands(handover, rule)) this.driver.wake(handover.handoverId);
  }
}

const hands = ({ rules }: Handover, { appInstanceId, ruleId }: AppRule<unknown>): boolean =>
  rules.some((rule) => rule.appInstanceId === appInstanceId && rule.trafficRuleId === ruleId);
