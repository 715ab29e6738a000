import { invalid } from '../problem/index.js';

function decode(name: string, raw: string): string {
  try {
    return decodeURIComponent(raw.replaceAll('+', ' '));
  } catch {
    throw invalid(`Query parameter ${name} holds a percent sign that does not start a valid escape.`);
  }
}

/** The parameters of a query in order, names decoded, values still as sent. */
export function splitQuery(url: string): [name: string, raw: string][] {
  const start = url.indexOf('?');
  if (start < 0) return [];
  const pairs = url.slice(start + 1).split('&').filter((pair) => pair !== '');
  return pairs.map((pair) => {
    const at = pair.indexOf('=');
    const name = at < 0 ? pair : pair.slice(0, at);
    return [decode(`"${name}"`, name), at < 0 ? '' : pair.slice(at + 1)];
  });
}

/** One value of a parameter that is no list. */
export const singleValue = (name: string, raw: string): string => decode(name, raw);

/** Values of a list: commas separate, an escaped comma (%2C) belongs to its value. */
export const listValues = (name: string, raw: string): string[] => raw.split(',').map((item) => decode(name, item));
