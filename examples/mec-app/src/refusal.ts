import type { components } from 'openmep/types/mec011-app-support';

type Problem = components['schemas']['ProblemDetails'];

/** What the platform has refused, and why: a problem document (RFC 9457). */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    problem: Problem | undefined,
    request: string,
  ) {
    super(`${request}: ${status} ${problem?.detail ?? 'without a reason'}`);
  }
}

type Answer = { data?: unknown; error?: unknown; response: Response };
type Accepted<A> = Extract<A, { error?: never }>;

/** The answer to a request, if the platform has accepted it. @throws Refusal */
export async function accepted<A extends Answer>(request: Promise<A>): Promise<Accepted<A>> {
  const answer = await request;
  const { response, error } = answer;
  if (response.ok) return answer as Accepted<A>;
  throw new Refusal(response.status, error as Problem | undefined, response.url);
}
