import { createHash } from 'node:crypto';
import type { RuleHome } from './transferred-rule.js';

const DIGITS = 8;
/** Of an id that fits into a URI with the rest. */
const LONGEST = 255;

/** A text for a rule's home; equal only if all three parts are. */
export const homeKey = ({ homePlatformId, homeAppInstanceId, homeRuleId }: RuleHome): string => JSON.stringify([homePlatformId, homeAppInstanceId, homeRuleId]);

/**
 * Id of a rule from elsewhere: its own one if that is free, else with digits of its home behind it, always the same ones.
 * @param isTaken whether another rule of the application instance has an id
 */
export function guestRuleId(home: RuleHome, isTaken: (id: string) => boolean): string {
  if (!isTaken(home.homeRuleId)) return home.homeRuleId;
  const hash = createHash('sha256').update(homeKey(home)).digest('hex');
  const withDigits = (digits: number) => `${[...home.homeRuleId].slice(0, LONGEST - digits - 1).join('')}~${hash.slice(0, digits)}`;
  for (let digits = DIGITS; digits < hash.length; digits += DIGITS) if (!isTaken(withDigits(digits))) return withDigits(digits);
  return withDigits(hash.length);
}
