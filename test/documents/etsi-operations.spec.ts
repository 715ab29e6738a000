// What docs/conformance.md is made of.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deviationsOf } from '../../scripts/conformance/deviations.js';
import { ETSI_DOCUMENTS, etsiOperations } from '../../scripts/conformance/etsi-documents.js';
import { clausesOf } from '../../scripts/conformance/operations.js';
import { PACKAGE_ROOT } from '../../src/config/index.js';
import { allDocuments, declaredOperations } from '../support/declared-operations.js';

const published = etsiOperations();
const served = ETSI_DOCUMENTS.flatMap(({ file, ours }) => (ours ? [{ file, ours }] : []));
const documentOf = (name: string) => allDocuments().find((document) => document.name === name)!;

it('every operation is in a document that has a name, and every document has operations', () => {
  expect([...new Set(published.map(({ file }) => file))].sort()).toEqual(ETSI_DOCUMENTS.map(({ file }) => file).sort());
});

it('each document of ETSI that we have one of is named once', () => {
  expect(served.map(({ ours }) => ours).sort()).toEqual(allDocuments().filter(({ isOurOwn }) => !isOurOwn).map(({ name }) => name).sort());
});

describe.each(served)('$ours', ({ file, ours }) => {
  const ofEtsi = published.filter((operation) => operation.file === file);
  const own = declaredOperations(documentOf(ours));

  it('has the operations in the list of all that its digest has', () => {
    const { digest } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'openapi', 'etsi', `${ours}.json`), 'utf8')) as { digest: Record<string, { operationId: string }> };
    const inDigest = Object.entries(digest).map(([name, { operationId }]) => `${name} ${operationId}`);
    expect(ofEtsi.map(({ method, path, operationId }) => `${method} ${path} ${operationId}`).sort()).toEqual(inDigest.sort());
  });

  it('says of every operation that it lacks why', () => {
    const lacking = ofEtsi.filter(({ operationId }) => !own.some((operation) => operation.operationId === operationId));
    const explained = new Set(deviationsOf(ours).map(({ at }) => at));
    expect(lacking.filter(({ method, path }) => !explained.has(`${method} ${path}!`))).toEqual([]);
  });

  it('names the clause of every operation of the standard', () => {
    const standard = own.filter(({ operationId }) => ofEtsi.some((operation) => operation.operationId === operationId));
    expect(standard.filter((operation) => clausesOf(operation) === '').map(({ operationId }) => operationId)).toEqual([]);
  });

  it('has a heading over every deviation', () => {
    const headings = deviationsOf(ours).map(({ heading }) => heading);
    expect(headings.filter((heading) => heading === '' || heading.startsWith('at:'))).toEqual([]);
  });
});
