import { Injectable } from '@nestjs/common';
import { type RuleKey, TRAFFIC_RULE_CHANGED, TrafficRules } from '../../../app-rules/index.js';
import { EventLog } from '../../../common/events/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { log } from '../../../common/log/index.js';
import { UnitOfWork } from '../../../common/unit-of-work/index.js';
import { Guests } from '../record/guests.js';

/** A rule that an application creates under the id of a guest that it has removed is its own. */
@Injectable()
export class GuestUpkeep {
  constructor(
    private readonly guests: Guests,
    private readonly trafficRules: TrafficRules,
    private readonly unitOfWork: UnitOfWork,
    eventLog: EventLog,
    lifecycle: Lifecycle,
  ) {
    trafficRules.guestsAre((rule) => guests.homeOf(rule) !== undefined);
    eventLog.follow(TRAFFIC_RULE_CHANGED, ({ payload: { change, rule } }) => {
      const key = { appInstanceId: rule.appInstanceId, trafficRuleId: rule.ruleId };
      if (change === 'REMOVED' && guests.homeOf(key)) void this.forget(key);
    });
    // The process before this one may have died between the two.
    lifecycle.on('start', async () => {
      for (const guest of guests.all()) if (!trafficRules.find(guest.appInstanceId, guest.trafficRuleId)) await this.forget(guest);
    });
  }

  private async forget(key: RuleKey): Promise<void> {
    try {
      await this.unitOfWork.run(async (transaction) => {
        if (this.guests.homeOf(key) && !this.trafficRules.find(key.appInstanceId, key.trafficRuleId)) await this.guests.remove(transaction, [key]);
      });
    } catch (error) {
      log.warn({ err: error, appInstanceId: key.appInstanceId }, 'It could not be recorded that a rule from another platform is gone.');
    }
  }
}
