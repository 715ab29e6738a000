import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PACKAGE_ROOT } from '../../src/config/index.js';
import type { Deviation } from '../etsi-structure.js';
import { code, folded, table } from './markdown.js';

/** A deviation, with the heading that it has in its file. */
interface Listed extends Deviation {
  heading: string;
}

const textOf = (document: string) => readFileSync(join(PACKAGE_ROOT, 'openapi', 'deviations', `${document}.yaml`), 'utf8');

/** The last comment before each entry is the heading under which it stands. */
function headingsOf(text: string): string[] {
  let heading = '';
  return text.split('\n').flatMap((line) => {
    if (line.startsWith('# ')) heading = line.slice(2);
    return line.startsWith('- at:') ? [heading] : [];
  });
}

export function deviationsOf(document: string): Listed[] {
  const text = textOf(document);
  const headings = headingsOf(text);
  return (parse(text) as Deviation[]).map((deviation, i) => ({ ...deviation, heading: headings[i]! }));
}

const unique = (texts: string[]) => [...new Set(texts)];

function grouped(deviations: Listed[], by: 'heading' | 'reason'): [string, Listed[]][] {
  const values = unique(deviations.map((deviation) => deviation[by].trim()));
  return values.map((value) => [value, deviations.filter((deviation) => deviation[by].trim() === value)]);
}

const places = ({ at, count }: Deviation) => `${code(at.replace(/!$/, ''))} (${at.endsWith('!') ? 'all of it' : count})`;

function underHeading([heading, deviations]: [string, Listed[]]): string {
  const rows = grouped(deviations, 'reason').map(([reason, alike]) => [alike.map(places).join('<br>'), unique(alike.map(({ clause }) => clause)).join('<br>'), reason]);
  return `**${heading}**\n\n${table(['where (differences)', 'source', 'what and why'], rows)}`;
}

/** Everything by which one of our documents differs from ETSI's, by the headings of its list. */
export function deviationsPart(document: string): string {
  const deviations = deviationsOf(document);
  const differences = deviations.reduce((sum, { count }) => sum + count, 0);
  return folded(`${document}: ${deviations.length} deviations, which explain ${differences} differences`, grouped(deviations, 'heading').map(underHeading).join('\n\n'));
}
