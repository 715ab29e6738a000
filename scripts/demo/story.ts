import type { Telling } from './telling.js';

/** A part of a story. */
export interface Step {
  title: string;
  /** What of it stands in for something else, or `nothing`. */
  standsIn: string;
  /** @throws Error if something does not hold */
  play: () => Promise<void>;
}

export interface Outcome {
  step: Step;
  result: 'HELD' | 'FAILED' | 'NOT_RUN';
  /** How long it took, in milliseconds. */
  took: number;
  /** Requests that were shown. */
  requests: number;
  checks: number;
}

const abortOf = (broken: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    const end = () => reject(broken.reason as Error);
    if (broken.aborted) end();
    else broken.addEventListener('abort', end, { once: true });
  });

async function playOne(step: Step, telling: Telling, broken: AbortSignal): Promise<Outcome> {
  const before = { requests: telling.requests, checks: telling.checks };
  const startedAt = performance.now();
  const result = await Promise.race([step.play(), abortOf(broken)]).then(
    () => 'HELD' as const,
    (error: unknown) => {
      telling.failure(error instanceof Error ? error.message : String(error));
      return 'FAILED' as const;
    },
  );
  return { step, result, took: performance.now() - startedAt, requests: telling.requests - before.requests, checks: telling.checks - before.checks };
}

/** Plays the steps in their order, up to the first that does not hold. @param broken ends the step that is under way, with its reason */
export async function tell(steps: readonly Step[], telling: Telling, broken: AbortSignal = new AbortController().signal): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [index, step] of steps.entries()) {
    if (outcomes.some(({ result }) => result === 'FAILED')) {
      outcomes.push({ step, result: 'NOT_RUN', took: 0, requests: 0, checks: 0 });
      continue;
    }
    telling.title(`${index + 1}. ${step.title}`);
    outcomes.push(await playOne(step, telling, broken));
  }
  return outcomes;
}
