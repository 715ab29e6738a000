import { createHash } from 'node:crypto';
import { userText } from '../world/keys.js';
import type { UserKey } from '../world/world-items.js';

/** Characters of an id that somebody has chosen (mm5.yaml, TrafficRuleInput). */
const LONGEST = 255;
const DIGITS = { first: 16, second: 32 } as const;

/**
 * The ids that the rule of a user can have, the first one if it is free: another platform may have handed over a rule of the same id. It is told from
 * those of all other users, however long the user's id is.
 */
export function ruleIdsOf(user: UserKey): readonly [string, string] {
  const id = `placement-${user.userId}`;
  const hash = createHash('sha256').update(userText(user)).digest('hex');
  const withDigits = (digits: number): string => `${[...id].slice(0, LONGEST - digits - 1).join('')}~${hash.slice(0, digits)}`;
  return [[...id].length <= LONGEST ? id : withDigits(DIGITS.first), withDigits(DIGITS.second)];
}
