/** A request as one sends it from a shell. */
export interface ShownRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  /** Media type of the body. */
  type?: string;
  /** The body itself. */
  body?: string;
  /** Where curl takes the body from instead: `@file`, or `@-` for its input. */
  bodyFrom?: string;
  /** The command whose output is curl's input. */
  after?: string;
}

/** What every POSIX shell takes as one word that means itself; a tilde or an equals sign at the front would not. */
const PLAIN_WORD = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./~-]*$/;

/** A word that the shell gives on as it is. */
export const quoted = (word: string): string => (PLAIN_WORD.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

/** The method that curl uses if it is not told one. */
const usualMethod = ({ body, bodyFrom }: ShownRequest): ShownRequest['method'] => (body === undefined && bodyFrom === undefined ? 'GET' : 'POST');

/** The command that sends a request. To curl `-d @name` is what the file holds; only `--data-raw` means the @ itself. */
export function curlLine(request: ShownRequest): string {
  const { method, url, type, body, bodyFrom, after } = request;
  const words = ['curl', ...(method === usualMethod(request) ? [] : ['-X', method]), url];
  if (type !== undefined) words.push('-H', `Content-Type: ${type}`);
  if (body !== undefined) words.push(body.startsWith('@') ? '--data-raw' : '-d', body);
  if (bodyFrom !== undefined) words.push('--data-binary', bodyFrom);
  // curl takes braces and brackets for patterns of its own.
  if (/[[\]{}]/.test(url)) words.splice(1, 0, '-g');
  return `${after === undefined ? '' : `${after} | `}${words.map(quoted).join(' ')}`;
}
