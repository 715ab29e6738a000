import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../../common/clock/index.js';
import { log } from '../../../common/log/index.js';
import { PlatformIdentity } from '../../../platform/index.js';
import { Guests } from '../record/guests.js';
import type { HandedRule, Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import { entryOf } from '../record/transition.js';
import type { LocalRule } from '../rules/transferred-rule.js';
import { mobilityStatusOf } from '../timeline.js';
import type { CellReference, DetectionTrigger, UeIdentifiers } from '../types.js';
import { ueKeys } from '../ue-key.js';

/** What is known at the beginning. */
interface Beginning {
  ue: UeIdentifiers;
  trigger: DetectionTrigger;
  rules: readonly Pick<LocalRule, 'appInstanceId' | 'trafficRuleId'>[];
  /** What the RNIS has told, or is known from before; empty if the measurements have to tell. */
  toldCells: CellReference[];
  sourceCell?: CellReference;
  radioAt?: number;
  supersedes?: string;
  afterStaleEpoch?: boolean;
  /** Why, for the timeline. */
  detail?: string;
}

/** Begins handovers. Nothing is recorded yet: what has begun can be found out again. */
@Injectable()
export class Beginnings {
  constructor(
    private readonly handovers: Handovers,
    private readonly guests: Guests,
    private readonly identity: PlatformIdentity,
    private readonly clock: Clock,
  ) {}

  /** In the lane of the UE. */
  begin({ ue, trigger, rules, toldCells, sourceCell, radioAt, supersedes, afterStaleEpoch, detail }: Beginning): Handover {
    const now = this.clock.now();
    const mobilityStatus = mobilityStatusOf('SOURCE', 'DETECTED');
    const detection = { ...entryOf({ step: 'DETECTION', detail }, now), ...(mobilityStatus && { mobilityStatus }) };
    const handover: Handover = {
      handoverId: newId(),
      role: 'SOURCE',
      state: 'DETECTED',
      trigger,
      ue,
      ueKeys: ueKeys(ue.associateId),
      rules: rules.map((rule) => this.handed(rule)),
      toldCells,
      ...(toldCells.length === 1 && { targetCell: toldCells[0]! }),
      ...(sourceCell && { sourceCell }),
      ...(radioAt !== undefined && { radioAt }),
      ...(supersedes !== undefined && { supersedes }),
      ...(afterStaleEpoch && { afterStaleEpoch }),
      timeline: [detection],
      startedAt: now,
      stateEnteredAt: now,
    };
    log.info({ handoverId: handover.handoverId, role: handover.role, state: handover.state, trigger, rules: rules.length }, 'A handover begins.');
    this.handovers.keep(handover);
    return handover;
  }

  /** A rule with where it was created. */
  handed({ appInstanceId, trafficRuleId }: Pick<LocalRule, 'appInstanceId' | 'trafficRuleId'>): HandedRule {
    const here = { homePlatformId: this.identity.id, homeAppInstanceId: appInstanceId, homeRuleId: trafficRuleId };
    const { homePlatformId, homeAppInstanceId, homeRuleId } = this.guests.homeOf({ appInstanceId, trafficRuleId }) ?? here;
    return { appInstanceId, trafficRuleId, homePlatformId, homeAppInstanceId, homeRuleId };
  }
}
