/** What the generator says of a document that matters. */
export interface Remarks {
  /** It has gone through to the end. */
  made: boolean;
  /** Why it made nothing, if so. */
  refusals: string[];
  errors: string[];
  warnings: string[];
}

/** Warnings that say nothing of the client that is made. */
const KNOWN_WARNINGS: { pattern: RegExp; reason: string }[] = [
  { pattern: /OpenAPI 3\.1 support is still in beta/, reason: 'Said of every document of OpenAPI 3.1.' },
  { pattern: /Failed to get the schema name: null/, reason: 'It asks a schema that may be anything, such as an extension of ProblemDetails, for the name that it refers to.' },
  { pattern: /Ignoring complex example on request body/, reason: 'Its Java documentation shows no examples of objects.' },
];

const isKnown = (warning: string) => KNOWN_WARNINGS.some(({ pattern }) => pattern.test(warning));

/** Reads the log of one run. `ok`: it ended well. */
export function readLog(output: string, ok: boolean): Remarks {
  const lines = output.split('\n');
  const of = (level: string) => lines.flatMap((line) => new RegExp(`^\\[[^\\]]+\\] ${level} +(.*)`).exec(line)?.[1] ?? []);
  return { made: ok, refusals: ok ? [] : refusalsIn(lines), errors: of('ERROR'), warnings: of('WARN').filter((warning) => !isKnown(warning)) };
}

/** It lists what is invalid twice, as errors and as warnings. */
function refusalsIn(lines: readonly string[]): string[] {
  const invalid = [...new Set(lines.filter((line) => line.startsWith('\t-')).map((line) => line.trim()))];
  return invalid.length > 0 ? invalid : [`The generator failed: ${lines.find((line) => /error|exception/i.test(line)) ?? lines[0] ?? ''}`];
}

const BATCH_DONE = /^\[SUCCESS\] Batch generation finished (\d+) generators successfully\.$/m;

/** Whether a batch that ended well has made so many clients, and has said nothing of them that matters. */
export function hasMadeAll(output: string, count: number): boolean {
  const { errors, warnings } = readLog(output, true);
  return errors.length + warnings.length === 0 && Number(BATCH_DONE.exec(output)?.[1]) === count;
}
