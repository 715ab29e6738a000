import { type Fault, refuseFaults } from '../../../common/problem/index.js';
import { addressFaults } from '../bearer/bearer-faults.js';
import type { BaseStation } from '../types.js';

/** Its identity in the PLMN, by type (TS 36.413, 9.2.1.37, macro; TS 38.413, 9.3.1.6). */
const NODE_IDS: Record<BaseStation['type'], { digits: string; form: RegExp }> = {
  ENB: { digits: 'five', form: /^[0-9a-f]{5}$/i },
  GNB: { digits: 'six to eight', form: /^[0-9a-f]{6,8}$/i },
};

/** @throws Problem 400 naming the places, if a base station is described as there can be none */
export function checkBaseStation({ type, nodeId, transportAddress, dataPlane }: BaseStation): void {
  refuseFaults([...nodeIdFaults(type, nodeId), ...addressFaults(transportAddress, '/transportAddress'), ...addressFaults(dataPlane?.ipAddress, '/dataPlane/ipAddress')]);
}

function nodeIdFaults(type: BaseStation['type'], nodeId: string): Fault[] {
  const { digits, form } = NODE_IDS[type];
  return form.test(nodeId) ? [] : [{ place: '/nodeId', detail: `of ${type === 'ENB' ? 'an' : 'a'} ${type} must be ${digits} hexadecimal digits` }];
}
