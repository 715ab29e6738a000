import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../../src/config/index.js';
import { median } from '../../../bench/measurement/statistics.js';
import type { Crossing } from './crossing.js';

const OUTPUT = join(PACKAGE_ROOT, 'test-output');

type Figure = 'pace' | 'lost' | 'silence' | 'window' | 'attachToActive';
const COLUMNS: Record<Figure, string> = { pace: 'sent per ms', lost: 'lost', silence: 'longest silence, ms', window: 'move to ACTIVE, ms', attachToActive: 'attach told to ACTIVE, us' };

/** @returns NaN if no crossing has the figure */
export const medianOf = (crossings: Crossing[], figure: Figure): number => median(crossings.flatMap((crossing) => crossing[figure] ?? []));

const row = (cells: (string | number | undefined)[]) => `| ${cells.map((cell) => (typeof cell === 'number' && !Number.isNaN(cell) ? String(Math.round(cell * 100) / 100) : cell || '')).join(' | ')} |`;

/** A table of all crossings, way by way with the medians. It is shown, and kept in test-output/. */
export function report(ways: Record<string, Crossing[]>): void {
  const figures = Object.keys(COLUMNS) as Figure[];
  const rows = Object.entries(ways).flatMap(([way, crossings]) => [
    ...crossings.map((crossing, index) => row([way, index + 1, ...figures.map((figure) => crossing[figure])])),
    row([way, 'median', ...figures.map((figure) => medianOf(crossings, figure))]),
  ]);
  const table = [row(['way', 'run', ...Object.values(COLUMNS)]), row(['', '', ...figures].map(() => '---')), ...rows].join('\n');
  mkdirSync(OUTPUT, { recursive: true });
  writeFileSync(join(OUTPUT, 'handover-loss.md'), `${table}\n`);
  process.stdout.write(`${table}\n`);
}
