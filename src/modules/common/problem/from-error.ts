import { STATUS_CODES } from 'node:http';
import { Problem, unavailable } from './problem.js';

interface CodedError extends Error {
  code?: string;
  statusCode?: number;
  driverError?: { code?: string };
}

/** Faults that Fastify finds before or while it reads the body, in our words. */
const FRAMEWORK_FAULTS: Record<string, [status: number, detail: string]> = {
  FST_ERR_BAD_URL: [400, 'The path holds a percent sign that does not start a valid escape.'],
  FST_ERR_ASYNC_CONSTRAINT: [400, 'The request cannot be routed.'],
  FST_ERR_MAX_PARAM_LENGTH: [414, 'A segment of the path is longer than the server reads.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'The body is empty; a JSON document is needed.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'The body is not as long as Content-Length says.'],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'The body is larger than the server reads (1 MiB).'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'The body is of a media type that this operation does not take.'],
};

/** What databases say when they are busy or out of reach: SQLite's names, PostgreSQL's classes 08, 40, 53 and 57, and the socket's. */
const DATABASE_UNAVAILABLE = /^(SQLITE_(BUSY|LOCKED|FULL|IOERR)|08...|40...|53...|57P..|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)/;

/** The driver of PostgreSQL says some of it in words only. */
const CONNECTION_LOST = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Turns anything thrown into a problem that tells the client what it may know. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { code = '', statusCode = 500, driverError, message = '' } = error as CodedError;
  const framework = FRAMEWORK_FAULTS[code];
  if (framework) return new Problem(framework[0], framework[1], { cause: error });
  if (statusCode < 500) return new Problem(statusCode, `The request is refused: ${STATUS_CODES[statusCode] ?? 'malformed'}.`, { cause: error });
  if (DATABASE_UNAVAILABLE.test(driverError?.code ?? code) || CONNECTION_LOST.test(message)) return unavailable('The database is busy or out of reach; try again.', error);
  return new Problem(500, 'The server failed to carry out the request; its log says why.', { cause: error });
}
