import type { Fault } from '../../../common/problem/index.js';
import type { AppD } from '../types.js';

const PLACE = '/userContextTransferCapability';

/** MEC 010-2, 6.2.1.18: only an application with a state can say whether that can be transferred, and it has to. */
export function contextFaults({ userContextTransferCapability: capability }: AppD): Fault[] {
  if (!capability || capability.statefulApplication === (capability.userContextTransferSupport !== undefined)) return [];
  return capability.statefulApplication
    ? [{ place: PLACE, detail: 'lacks the attribute userContextTransferSupport, which a stateful application has' }]
    : [{ place: `${PLACE}/userContextTransferSupport`, detail: 'is for stateful applications only' }];
}
