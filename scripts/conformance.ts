// Writes docs/conformance.md: ETSI's operations as we serve them, where our documents differ from ETSI's, and our own contracts.
import type { ApiDocument } from '../src/modules/common/operation/api-document.js';
import { allDocuments, declaredCallbacks, declaredOperations } from '../test/support/declared-operations.js';
import { countAnswers } from './conformance/answers.js';
import { boundHandlers } from './conformance/bound-handlers.js';
import { deviationsOf, deviationsPart } from './conformance/deviations.js';
import { ETSI_DOCUMENTS, type EtsiDocument, type EtsiOperation, etsiOperations } from './conformance/etsi-documents.js';
import { code, table } from './conformance/markdown.js';
import { operationsPart, unservedPart } from './conformance/operations.js';
import { writeGeneratedPart } from './generated-part.js';

const PAGE = 'docs/conformance.md';
const handlerOf = await boundHandlers();
const published = etsiOperations();
const publishedIn = ({ file }: EtsiDocument) => published.filter((operation) => operation.file === file);

function ourDocument(name: string): ApiDocument {
  const document = allDocuments().find((one) => one.name === name);
  if (!document) throw new Error(`There is no document ${name}.`);
  return document;
}

const isServed = (document: ApiDocument) => ({ operationId }: { operationId: string }) => handlerOf(document.name, operationId) !== undefined;

function summaryRow(etsi: EtsiDocument, operations: EtsiOperation[]): string[] {
  const named = [`${etsi.standard} V${operations[0]?.version}, ${etsi.subject}`, String(operations.length)];
  if (!etsi.ours) return [...named, '0', '', '', ''];
  const document = ourDocument(etsi.ours);
  const served = operations.filter(isServed(document)).length;
  const { declared, tried } = countAnswers(document);
  const beyond = declaredOperations(document).filter(isServed(document)).length - served;
  return [...named, String(served), String(beyond), `${tried} of ${declared}`, String(deviationsOf(etsi.ours).length)];
}

const ownRow = (document: ApiDocument): string[] => {
  const operations = declaredOperations(document);
  const { declared, tried } = countAnswers(document);
  const listener = document.listener === 'main' ? '' : `, on the listener ${document.listener}`;
  return [
    `[${document.name}](../openapi/platform/${document.name}.yaml)`,
    `${document.basePaths.map(code).join(', ')}${listener}`,
    `${operations.filter(isServed(document)).length} of ${operations.length}`,
    String(declaredCallbacks(document).length),
    `${tried} of ${declared}`,
  ];
};

const served = ETSI_DOCUMENTS.flatMap((etsi) => (etsi.ours ? [{ etsi, document: ourDocument(etsi.ours) }] : []));
const unserved = ETSI_DOCUMENTS.filter(({ ours }) => !ours);
const SUMMARY = ['standard', "operations in ETSI's file", 'of them served', 'served beyond it', 'answers tried', 'deviations'];

const total = ETSI_DOCUMENTS.map((etsi) => summaryRow(etsi, publishedIn(etsi)));
writeGeneratedPart(PAGE, 'summary', table(SUMMARY, total));
writeGeneratedPart(PAGE, 'operations', served.map(({ etsi, document }) => operationsPart(etsi, document, publishedIn(etsi), handlerOf)).join('\n\n'));
writeGeneratedPart(PAGE, 'unserved', unserved.map((etsi) => unservedPart(etsi, publishedIn(etsi))).join('\n\n'));
writeGeneratedPart(PAGE, 'deviations', served.map(({ document }) => deviationsPart(document.name)).join('\n\n'));
writeGeneratedPart(PAGE, 'own-contracts', table(['document', 'below', 'operations served', 'callbacks', 'answers tried'], allDocuments().filter(({ isOurOwn }) => isOurOwn).map(ownRow)));
