import type { ApiDocument } from '../../src/modules/common/operation/api-document.js';
import { type DeclaredOperation, declaredCallbacks, declaredOperations } from '../../test/support/declared-operations.js';
import { asObject } from '../openapi-json.js';
import { answersOf, reasonsOf } from './answers.js';
import type { BoundHandler } from './bound-handlers.js';
import { deviationsOf } from './deviations.js';
import type { EtsiDocument, EtsiOperation } from './etsi-documents.js';
import { code, folded, table } from './markdown.js';

type HandlerOf = (document: string, operationId: string) => BoundHandler | undefined;

const HEAD = ['operation', 'operationId', 'clause', 'status', 'answers tried', 'declared, not tried'];

/** The clauses of its standard that the text of an operation names, such as `7.2.3`; empty if it names none. */
export function clausesOf({ document, template, method }: DeclaredOperation): string {
  const { description } = asObject(asObject(document.openapi.paths[template])[method.toLowerCase()]);
  const found = String(description).matchAll(/MEC (?:\d{3}(?:-\d)?), (\d+(?:\.\d+)+)/g);
  return [...new Set([...found].map(([, clause]) => clause))].join(', ');
}

const servedBy = (handler: BoundHandler | undefined) => (handler ? `served: [${handler.name}](../${handler.file})` : 'NOT SERVED');

function servedRow(operation: DeclaredOperation, published: EtsiOperation | undefined, handlerOf: HandlerOf): string[] {
  const { document, operationId, method, template } = operation;
  const { tried, untried } = answersOf(document)(operationId);
  const elsewhere = published && published.path !== template ? `; in ETSI's file ${code(published.path)}` : '';
  return [`${code(`${method} ${template}`)}${elsewhere}`, code(operationId), clausesOf(operation) || '–', servedBy(handlerOf(document.name, operationId)), tried.join(' '), untried.join(' ')];
}

/** An operation of ETSI's that we do not have as one: the deviation says what became of it. */
function absentRow({ method, path, operationId }: EtsiOperation, document: string): string[] {
  const deviation = deviationsOf(document).find(({ at }) => at === `${method} ${path}!`);
  return [code(`${method} ${path}`), code(operationId), deviation?.clause ?? '–', `not served. ${deviation?.reason ?? 'No reason is given.'}`, '', ''];
}

function callbackRows(document: ApiDocument): string[][] {
  return declaredCallbacks(document).map(({ operationId, method, template }) => {
    const { tried, untried } = answersOf(document)(operationId);
    return [code(`${method} ${template}`), code(operationId), '–', 'called by the platform', tried.join(' '), untried.join(' ')];
  });
}

/** The operations of one of ETSI's documents, as we serve them, and what we have beyond it. */
export function operationsPart({ subject, standard, file }: EtsiDocument, document: ApiDocument, published: EtsiOperation[], handlerOf: HandlerOf): string {
  const own = declaredOperations(document);
  const publishedAs = (id: string) => published.find(({ operationId }) => operationId === id);
  const [ofEtsi, beyond] = [own.filter(({ operationId }) => publishedAs(operationId)), own.filter(({ operationId }) => !publishedAs(operationId))];
  const absent = published.filter(({ operationId }) => !own.some((operation) => operation.operationId === operationId));
  const rows = [...ofEtsi.map((operation) => servedRow(operation, publishedAs(operation.operationId), handlerOf)), ...absent.map((operation) => absentRow(operation, document.name))];
  const { tried, untried } = answersOf(document)('*');
  return [
    `### ${standard}, ${subject}`,
    `ETSI's file: \`${file}\` V${published[0]?.version}. Ours: [${document.name}.yaml](../openapi/${document.name}.yaml), below ${document.basePaths.map(code).join(' and ')}.`,
    table(HEAD, rows),
    ...(beyond.length > 0 ? ["Operations beyond ETSI's file:", table(HEAD, beyond.map((operation) => servedRow(operation, undefined, handlerOf)))] : []),
    ...(declaredCallbacks(document).length > 0 ? ['What the platform calls at its subscribers:', table(HEAD, callbackRows(document))] : []),
    `Under \`default\`, alike for every operation: ${tried.join(' ')} tried${untried.length > 0 ? `; ${untried.join(' ')} not tried` : ''}.`,
    folded('Why answers have not been tried', table(['answer', 'operations', 'reason'], reasonsOf(document))),
  ].join('\n\n');
}

/** A document of ETSI's of which we have none. */
export const unservedPart = ({ file, standard, subject }: EtsiDocument, published: EtsiOperation[]): string =>
  folded(
    `${standard}, ${subject} (<code>${file}</code> V${published[0]?.version}): ${published.length} operations, not served`,
    table(['operation', 'operationId'], published.map(({ method, path, operationId }) => [code(`${method} ${path}`), code(operationId)])),
  );
