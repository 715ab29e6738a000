import { STATUS_CODES } from 'node:http';

/** One fault of a request: where it is and what is wrong there. */
export interface Fault {
  /** JSON Pointer into the body, or the name of a parameter or header. */
  place: string;
  detail: string;
}

interface ProblemOptions {
  faults?: Fault[];
  headers?: Record<string, string>;
  /** Members of the document beyond those of RFC 9457, 3.1. */
  extensions?: Record<string, string | number>;
  cause?: unknown;
}

/**
 * A refusal that the client is told as a ProblemDetails document (RFC 9457; MEC 009, 5.13).
 * `detail` names the fault and its place and holds nothing internal.
 */
export class Problem extends Error {
  readonly faults: Fault[];
  readonly headers: Record<string, string>;
  readonly extensions: Record<string, string | number>;

  constructor(readonly status: number, readonly detail: string, { faults = [], headers = {}, extensions = {}, cause }: ProblemOptions = {}) {
    super(detail, { cause });
    this.faults = faults;
    this.headers = headers;
    this.extensions = extensions;
  }

  get title(): string {
    return STATUS_CODES[this.status] ?? 'Error';
  }
}

/** The request contradicts its document or the notes of the standard's tables. */
export const invalid = (detail: string, faults?: Fault[]) => new Problem(400, detail, faults && { faults });

/** @throws Problem 400 that lists the faults of a body, if there are any */
export function refuseFaults(faults: Fault[]): void {
  const [first] = faults;
  if (first) throw invalid(`The body${first.place} ${first.detail}.`, faults);
}

/** There is no such resource. */
export const notFound = (detail: string) => new Problem(404, detail);

/** The state of the resource forbids it. */
export const conflict = (detail: string) => new Problem(409, detail);

/** The resource is no longer what the client takes it for. */
export const preconditionFailed = (detail: string) => new Problem(412, detail);

/** The request is right, but this platform cannot do it. */
export const impossible = (detail: string) => new Problem(422, detail);

/** Something that the platform needs is busy or out of reach; the client may try again. */
export const unavailable = (detail: string, cause?: unknown) =>
  new Problem(503, detail, { headers: { 'Retry-After': '1' }, cause });
