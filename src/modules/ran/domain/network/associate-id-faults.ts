import { addressFamily } from '../../../common/ip/index.js';
import type { Fault } from '../../../common/problem/index.js';
import type { AssociateId } from '../types.js';

/** What the value has to be, by type. */
const FORMS: Record<AssociateId['type'], { name: string; fits: (value: string) => boolean }> = {
  1: { name: 'an IPv4 address', fits: (value) => addressFamily(value) === 4 },
  2: { name: 'an IPv6 address', fits: (value) => addressFamily(value) === 6 },
  3: { name: 'an IP address', fits: (value) => addressFamily(value) !== undefined },
  4: { name: 'a TEID of eight hexadecimal digits', fits: (value) => /^[0-9A-Fa-f]{8}$/.test(value) },
};

/** What is wrong with the value of an identifier (MEC 012, 6.5.4); nothing if it is right. */
export function associateIdFault({ type, value }: AssociateId): string | undefined {
  const { name, fits } = FORMS[type];
  return fits(value) ? undefined : `must be ${name}`;
}

/** The same of a list (MEC 012, 6.5.4). @param place of the list, as a JSON Pointer */
export const associateIdFaults = (associateIds: readonly AssociateId[] = [], place: string): Fault[] =>
  associateIds.flatMap((associateId, index) => {
    const detail = associateIdFault(associateId);
    return detail === undefined ? [] : [{ place: `${place}/${index}/value`, detail }];
  });
