import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/config/index.js';

/** The program that docs/typescript.md tells part by part. */
export function guideProgram(): string {
  const text = readFileSync(join(PACKAGE_ROOT, 'docs', 'typescript.md'), 'utf8');
  const parts = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, part]) => part!);
  if (parts.length === 0) throw new Error('docs/typescript.md has no snippets.');
  return parts.join('\n');
}
