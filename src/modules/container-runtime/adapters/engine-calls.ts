import { RuntimeRefusal, RuntimeUnavailable } from '../domain/runtime-errors.js';

/** Longest that an engine may take to answer what it does at once. */
const PROMPT_MS = 30_000;

/** What an engine has answered instead of what it was asked for; no status if it has not answered. */
export interface EngineFailure {
  status: number | undefined;
  words: string;
}

/**
 * Calls the engine with a signal that says when to give up.
 * @param limitMs longest that it may take; none if only the caller knows
 * @throws RuntimeRefusal, RuntimeUnavailable, the reason of the caller's signal
 */
type EngineCall = <T>(signal: AbortSignal | undefined, work: (abortSignal: AbortSignal) => Promise<T>, limitMs?: number | 'none') => Promise<T>;

/** Not every call of a client can be broken off: those that cannot go on unseen. */
const broken = (signal: AbortSignal) => new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));

/** What an engine answers with 4xx it will answer again, but for two of them: too late, too many. */
const isLasting = (status: number): boolean => status < 500 && status !== 408 && status !== 429;

/** What an engine means by words of its own, whatever the status. */
export interface TellingWords {
  words: RegExp;
  meaning: new (sentence: string, options: ErrorOptions) => RuntimeRefusal | RuntimeUnavailable;
}

/** Makes the calls to an engine, which is called `engine` in sentences. */
export function callsTo(engine: string, failureOf: (error: unknown) => EngineFailure, telling: TellingWords[] = []): EngineCall {
  const meaningOf = (error: unknown): unknown => {
    if (error instanceof RuntimeRefusal || error instanceof RuntimeUnavailable) return error;
    const { status, words } = failureOf(error);
    const sentence = words.trim().replace(/\s+/g, ' ');
    if (status === undefined) return new RuntimeUnavailable(`${engine} does not answer: ${sentence}`, { cause: error });
    const usual = isLasting(status) ? RuntimeRefusal : RuntimeUnavailable;
    const meaning = telling.find(({ words: some }) => some.test(sentence))?.meaning ?? usual;
    return new meaning(`${engine} ${usual === RuntimeRefusal ? 'refuses' : 'fails'}: ${sentence}`, { cause: error });
  };
  return async (signal, work, limitMs = PROMPT_MS) => {
    const limit = limitMs === 'none' ? [] : [AbortSignal.timeout(limitMs)];
    const all = AbortSignal.any([...(signal ? [signal] : []), ...limit]);
    try {
      all.throwIfAborted();
      return await Promise.race([work(all), broken(all)]);
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      if (all.aborted) throw new RuntimeUnavailable(`${engine} has not answered within ${Number(limitMs) / 1000} s`, { cause: error });
      throw meaningOf(error);
    }
  };
}

/** Makes the way to do without an answer where the engine says, by one of these statuses, that it is so already. */
export function toleranceOf(failureOf: (error: unknown) => EngineFailure) {
  return async <T>(statuses: number[], call: Promise<T>): Promise<T | undefined> => {
    try {
      return await call;
    } catch (error) {
      if (statuses.includes(failureOf(error).status ?? 0)) return undefined;
      throw error;
    }
  };
}
