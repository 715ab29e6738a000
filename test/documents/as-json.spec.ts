import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { documentFiles } from '../../src/modules/common/operation/api-document.js';
import { keepAsJson, apiDocumentFrom } from '../../src/modules/common/operation/document-text.js';

describe('the JSON that the build makes of a document', () => {
  it.each(documentFiles())('of $name says the same, and is not taken for that of one that has changed', ({ file }) => {
    const text = readFileSync(file, 'utf8');
    keepAsJson(text);
    expect(JSON.stringify(apiDocumentFrom(text))).toBe(JSON.stringify(parse(text)));
    expect(apiDocumentFrom(`${text}\nx-changed: true\n`)).toHaveProperty('x-changed', true);
  });
});
