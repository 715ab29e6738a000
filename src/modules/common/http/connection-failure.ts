/** Failures by their codes, of Node and of undici, and by their names. */
const FAILURES: Record<string, string> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was broken off',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the host cannot be reached',
  ENOTFOUND: 'the host is not known',
  EAI_AGAIN: 'the host is not known',
  TimeoutError: 'there was no answer in time',
  UND_ERR_BODY_TIMEOUT: 'there was no answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'there was no connection in time',
  UND_ERR_HEADERS_TIMEOUT: 'there was no answer in time',
  UND_ERR_SOCKET: 'the connection was broken off',
};

/** Why a request got no answer, in words. */
export function connectionFailure(error: unknown): string {
  const { code, message, name } = error as NodeJS.ErrnoException;
  return FAILURES[code ?? ''] ?? FAILURES[name] ?? (message || name);
}
