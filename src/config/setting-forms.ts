import { IsIn, IsInt, IsNotEmpty, IsUrl, Matches, Max, Min } from 'class-validator';

/** What the text of an environment variable may be. */
export interface SettingForm {
  /** The value of a text; the text itself if it has none, which the checks then refuse. */
  read: (text: string) => unknown;
  checks: PropertyDecorator[];
}

const asItIs = (text: string): string => text;
const asInteger = (text: string): unknown => (/^-?\d+$/.test(text) ? Number(text) : text);
const asItems = (text: string): string[] => text.split(',').map((item) => item.trim());

/** Any text; `message` says what else it is refused for: being empty. */
export const text = (message: string): SettingForm => ({ read: asItIs, checks: [IsNotEmpty({ message })] });

export const file = text('must name a file');

export const textLike = (pattern: RegExp, message: string): SettingForm => ({ read: asItIs, checks: [Matches(pattern, { message })] });

export const url = (...protocols: ('http' | 'https')[]): SettingForm => {
  const message = `must be an ${protocols.join(' or ')} URL`;
  return { read: asItIs, checks: [IsUrl({ protocols, require_tld: false, require_protocol: true }, { message })] };
};

export const oneOf = (...words: string[]): SettingForm => {
  const message = `must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
  return { read: asItIs, checks: [IsIn(words, { message })] };
};

export const flag: SettingForm = {
  read: (value) => ({ true: true, false: false })[value] ?? value,
  checks: [IsIn([true, false], { message: 'must be true or false' })],
};

const integer = (least: number, most: number | undefined, message: string): SettingForm => ({
  read: asInteger,
  checks: [IsInt({ message }), Min(least, { message }), ...(most === undefined ? [] : [Max(most, { message })])],
});

export const port = integer(1, 65535, 'must be a port from 1 to 65535');
export const portOrNone = integer(0, 65535, 'must be a port from 1 to 65535, or 0');

/** A span of time in whole units from `least` to `most`, if there is a longest one. */
export const whole = (unit: 'seconds' | 'milliseconds', least: number, most?: number): SettingForm =>
  integer(least, most, `must be a whole number of ${unit}${most === undefined ? `, ${least} or more` : ` from ${least} to ${most}`}`);

/** Items that are separated by commas. */
export const list = (message: string, pattern = /./): SettingForm => ({ read: asItems, checks: [Matches(pattern, { each: true, message })] });
