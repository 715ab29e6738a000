import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/config/index.js';
import { guideProgram } from '../support/typescript-guide.js';

const EXAMPLE = join(PACKAGE_ROOT, 'examples', 'mec-app');
const GIVE_UP_MS = 120_000;

const run = (...words: string[]) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, words, { cwd: PACKAGE_ROOT, encoding: 'utf8' });
  return { status, output: stdout + stderr };
};

describe('the types that the package publishes', () => {
  /** Where somebody has installed the package beside openapi-fetch, as far as a compiler sees. */
  const folder = mkdtempSync(join(tmpdir(), 'openmep-published-types-'));
  const modules = join(folder, 'node_modules');
  afterAll(() => rmSync(folder, { recursive: true }));

  beforeAll(() => {
    mkdirSync(join(modules, 'openmep'), { recursive: true });
    cpSync(join(PACKAGE_ROOT, 'package.json'), join(modules, 'openmep', 'package.json'));
    for (const name of ['openapi-fetch', '@types']) symlinkSync(join(PACKAGE_ROOT, 'node_modules', name), join(modules, name));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    expect(run('--import', 'tsx', 'scripts/published-types.ts', join(modules, 'openmep', 'dist', 'types'))).toEqual({ status: 0, output: '' });
  }, GIVE_UP_MS);

  it.each([
    ['docs/typescript.md tells', () => writeFileSync(join(folder, 'src', 'guide.ts'), guideProgram())],
    ['examples/mec-app does', () => cpSync(join(EXAMPLE, 'src'), join(folder, 'src'), { recursive: true })],
  ])('fit openapi-fetch: what %s compiles', (_what, write) => {
    rmSync(join(folder, 'src'), { recursive: true, force: true });
    mkdirSync(join(folder, 'src'));
    cpSync(join(EXAMPLE, 'tsconfig.json'), join(folder, 'tsconfig.json'));
    write();
    expect(run('node_modules/typescript/bin/tsc', '-p', folder)).toEqual({ status: 0, output: '' });
  }, GIVE_UP_MS);
});
