import { Injectable } from '@nestjs/common';
import { APP_INSTANCE_CHANGED, isRunning } from '../../../app-instance/index.js';
import { TrafficRules } from '../../../app-rules/index.js';
import { EventLog } from '../../../common/events/index.js';
import { PlatformIdentity } from '../../../platform/index.js';
import { OwnApplications } from '../applications/own-applications.js';
import { Driver } from '../record/driver.js';
import type { HandedRule, Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import { isStagedOnly } from '../states/target-states.js';

/** The applications whose rules have been staged: without one of them there is nothing to activate. */
@Injectable()
export class ServedApplications {
  constructor(
    private readonly applications: OwnApplications,
    private readonly trafficRules: TrafficRules,
    private readonly identity: PlatformIdentity,
    handovers: Handovers,
    driver: Driver,
    eventLog: EventLog,
  ) {
    eventLog.follow(APP_INSTANCE_CHANGED, ({ payload: { change, instance } }) => {
      if (change !== 'ENDED' && isRunning(instance)) return;
      const concerned = handovers.underWay().filter(({ role, state, rules }) => role === 'TARGET' && isStagedOnly(state) && rules.some(({ appInstanceId }) => appInstanceId === instance.appInstanceId));
      for (const { handoverId } of concerned) driver.wake(handoverId);
    });
  }

  /** What is amiss, in a sentence; undefined if all run. */
  missingOf({ rules }: Handover): string | undefined {
    return rules.every((rule) => this.isServed(rule)) ? undefined : 'An application of the rules does not run here any more.';
  }

  /** A rule of ours that was removed with its application needs none. */
  private isServed({ homePlatformId, appInstanceId, trafficRuleId }: HandedRule): boolean {
    if (homePlatformId === this.identity.id && !this.trafficRules.find(appInstanceId, trafficRuleId)) return true;
    return this.applications.isRunning(appInstanceId);
  }
}
