import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const TESTS = join(import.meta.dirname, '..');

it('every file of cases belongs to a suite', () => {
  const files = readdirSync(TESTS, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.cases.ts'));
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => !existsSync(join(TESTS, dirname(file), 'all.spec.ts')))).toEqual([]);
});
