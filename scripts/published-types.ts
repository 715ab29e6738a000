import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../src/config/index.js';
import { documentFiles } from '../src/modules/common/operation/api-document.js';
import { typesOf } from './types-of-document.js';

/** The folder that `openmep/types/<document>` leads to. */
const PUBLISHED = process.argv[2] ?? join(PACKAGE_ROOT, 'dist', 'types');

mkdirSync(PUBLISHED, { recursive: true });
// What only the platform sets is marked, so that openapi-fetch leaves it out of requests.
for (const { name, file } of documentFiles()) writeFileSync(join(PUBLISHED, `${name}.d.ts`), await typesOf(file, { readWriteMarkers: true }));
