import type { FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from '../http/index.js';
import { problemFrom, PROBLEM_MEDIA_TYPE, toDocument } from '../problem/index.js';
import { log } from '../log/index.js';

/** Answers a request with the problem document of whatever was thrown. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemFrom(error);
  // Queries name UEs, and logs don't.
  if (problem.status >= 500) log.error({ err: problem.cause ?? problem, method: request.method, path: pathOf(request.raw) }, problem.detail);
  return reply
    .code(problem.status)
    .headers({ ...problem.headers, 'content-type': PROBLEM_MEDIA_TYPE })
    .serializer((text: string) => text)
    .send(JSON.stringify(toDocument(problem, pathOf(request.raw))));
}
