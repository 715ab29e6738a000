import { entityTag, isFresh, requireMatch } from '../../common/http/index.js';
import { notModified, type Reply, type Representation } from '../../common/operation/index.js';
import { sequenceDiagram } from '../domain/picture/mermaid.js';
import type { TracedRun } from '../domain/runs/traced-run.js';
import type { RegistrationRun } from '../domain/types.js';

/** Of Mermaid's diagrams, as its makers use it; no registry has it. */
export const MERMAID = 'text/vnd.mermaid';

/** Traces are kept as text and shown as they are kept. */
function jsonOf({ run, attempts, trace }: TracedRun): string {
  const members = [JSON.stringify(run).slice(1, -1), ...(attempts === null ? [] : [`"attempts":${attempts}`]), ...(trace === null ? [] : [`"trace":${trace}`])];
  return `{${members.join(',')}}`;
}

export function representRun(traced: TracedRun): Representation {
  const json = jsonOf(traced);
  return { json, etag: entityTag(json) };
}

/** The precondition of If-Match. */
export const precondition =
  (ifMatch: string | undefined) =>
  (current: TracedRun): void =>
    ifMatch === undefined ? undefined : requireMatch(ifMatch, representRun(current).etag);

/** Both representations are at one URI: what has cached one must not answer with it whoever wants the other (RFC 9110, 12.5.5). */
export const varying = (answer: Reply): Reply => ({ ...answer, headers: { ...answer.headers, vary: 'Accept' } });

/** The trace as a sequence diagram. */
export function diagramOf(traced: TracedRun, ifNoneMatch: string | undefined): Reply {
  const body = sequenceDiagram(JSON.parse(jsonOf(traced)) as RegistrationRun);
  const etag = entityTag(body);
  return isFresh(ifNoneMatch, etag) ? notModified(etag) : { status: 200, headers: { 'content-type': `${MERMAID}; charset=utf-8`, etag }, body };
}
