import type { TrafficRuleAttributes } from '../../../app-rules/index.js';
import type { AssociateId } from '../types.js';

interface Way {
  ue: AssociateId;
  /** At which it asks for the application. */
  userAddress: string;
  priority: number;
  /** Of the copy. */
  address: string;
}

/** Leads what a UE sends to an application to one copy of it (MEC 011, 7.1.2.2). A FLOW that has begun at another copy ends with that one. */
export const userRule = ({ ue, userAddress, priority, address }: Way): TrafficRuleAttributes => ({
  filterType: 'FLOW',
  priority,
  trafficFilter: [{ srcAddress: [ue.value], dstAddress: [userAddress] }],
  action: 'FORWARD_DECAPSULATED',
  dstInterface: { interfaceType: 'IP', dstIpAddress: address },
  state: 'ACTIVE',
});
