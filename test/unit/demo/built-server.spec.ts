import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { builtServer } from '../../../scripts/demo/built-server.js';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'built-'));
  for (const file of ['src/main.ts', 'migrations/one.ts', 'openapi/ran.yaml']) write(file, 100);
});
afterEach(() => rmSync(root, { recursive: true }));

/** @param changed seconds since 1970 */
function write(file: string, changed: number): void {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
  utimesSync(path, changed, changed);
}

it('is the one in dist', () => {
  write('dist/main.js', 200);
  expect(builtServer(root)).toBe(join(root, 'dist', 'main.js'));
});

it('has to be built', () => {
  expect(() => builtServer(root)).toThrow('npm run build');
});

it.each(['src/main.ts', 'migrations/one.ts', 'openapi/ran.yaml', 'src/modules/new/module.ts'])('has to be built after %s', (file) => {
  write('dist/main.js', 200);
  write(file, 300);
  expect(() => builtServer(root)).toThrow('before its sources changed');
});

it('does not mind generated types', () => {
  write('dist/main.js', 200);
  write('src/generated/ran.ts', 300);
  expect(builtServer(root)).toContain('main.js');
});
