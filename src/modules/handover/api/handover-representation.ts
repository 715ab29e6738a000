import type { components as HandoverComponents } from '../../../generated/handover.js';
import { isoTime } from '../../common/clock/index.js';
import type { Handover } from '../domain/record/handover.js';
import type { HandoverStatus } from '../domain/types.js';

type MepHandover = HandoverComponents['schemas']['MepHandover'];

/** What a peer is told; `rules` only by a target that has them. */
export function statusOf({ handoverId, epoch, role, state, reason, stateEnteredAt, rules }: Handover): HandoverStatus {
  const staged = rules.map(({ homePlatformId, homeAppInstanceId, homeRuleId, appInstanceId, trafficRuleId }) => ({ homePlatformId, homeAppInstanceId, homeRuleId, appInstanceId, trafficRuleId }));
  return {
    ...{ handoverId, epoch: epoch!, role, state, since: isoTime(stateEnteredAt) },
    ...(reason !== undefined && { reason }),
    ...(role === 'TARGET' && staged.length > 0 && { rules: staged }),
  };
}

/** What the operator is shown. */
export function representationOf(handover: Handover): MepHandover {
  const { handoverId, role, state, trigger, startedAt, endedAt, timeline } = handover;
  const { reason, detail, epoch, ue, sourceCell, targetCell, targetBaseStation, peerPlatformId, supersedes, forwarding, bearer, attachToActive } = handover;
  const rules = handover.rules.map(({ appInstanceId, trafficRuleId }) => ({ appInstanceId, trafficRuleId }));
  const known = Object.entries({ reason, detail, epoch, ue, sourceCell, targetCell, targetBaseStation, peerPlatformId, supersedes, forwarding, bearer, attachToActive });
  return {
    ...{ handoverId, role, state, trigger, rules, startedAt: isoTime(startedAt), timeline },
    ...Object.fromEntries(known.filter(([, value]) => value !== undefined)),
    ...(endedAt !== undefined && { endedAt: isoTime(endedAt) }),
  };
}
