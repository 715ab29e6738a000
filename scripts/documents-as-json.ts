import { readFileSync } from 'node:fs';
import { documentFiles } from '../src/modules/common/operation/api-document.js';
import { keepAsJson } from '../src/modules/common/operation/document-text.js';

for (const { file } of documentFiles()) keepAsJson(readFileSync(file, 'utf8'));
