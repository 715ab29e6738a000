import { addressFamily } from '../../../common/ip/index.js';
import type { Fault } from '../../../common/problem/index.js';
import { cellFaults } from '../detection/cell.js';
import { homeKey } from '../rules/guest-rules.js';
import type { AssociateId, HandoverTransfer, TransferredRule } from '../types.js';

const KINDS: Record<AssociateId['type'], { isOne: (value: string) => boolean; called: string }> = {
  1: { isOne: (value) => addressFamily(value) === 4, called: 'an IPv4 address' },
  2: { isOne: (value) => addressFamily(value) === 6, called: 'an IPv6 address' },
  3: { isOne: (value) => addressFamily(value) !== undefined, called: 'an IP address' },
  4: { isOne: (value) => /^[0-9A-Fa-f]{8}$/.test(value), called: 'a TEID of eight hexadecimal digits' },
};

const identifierFaults = ({ type, value }: AssociateId, index: number): Fault[] =>
  KINDS[type].isOne(value) ? [] : [{ place: `/ue/associateId/${index}/value`, detail: `must be ${KINDS[type].called}` }];

function ruleFaults(rule: TransferredRule, index: number, homes: readonly string[]): Fault[] {
  const idFaults = rule.rule.trafficRuleId === undefined ? [{ place: `/rules/${index}/rule/trafficRuleId`, detail: 'must be there' }] : [];
  const isSecond = homes.indexOf(homeKey(rule)) < index;
  return [...idFaults, ...(isSecond ? [{ place: `/rules/${index}`, detail: 'has the home and id of a rule before it' }] : [])];
}

/** What is wrong with a transfer beyond its schema; mp3.yaml says so at each attribute. */
export function transferFaults({ ue, sourceCell, targetCell, forwardTo, rules }: HandoverTransfer): Fault[] {
  const homes = rules.map(homeKey);
  return [
    ...ue.associateId.flatMap(identifierFaults),
    ...cellFaults(sourceCell, '/sourceCell'),
    ...cellFaults(targetCell, '/targetCell'),
    ...(forwardTo !== undefined && addressFamily(forwardTo) === undefined ? [{ place: '/forwardTo', detail: 'must be an IP address' }] : []),
    ...rules.flatMap((rule, index) => ruleFaults(rule, index, homes)),
  ];
}
