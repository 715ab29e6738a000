import type { ChildProcess } from 'node:child_process';

interface Question {
  number: number;
  content: unknown;
}

interface Answer {
  number: number;
  content?: unknown;
  failure?: string;
}

/** Asks for the CPU time of the process, where there is no /proc. */
export const CPU_QUESTION = 'cpu-usage';

const PATIENCE_MS = 120_000;

let asked = 0;

/** Asks a process that answers questions, and waits for its answer. @param patience in milliseconds */
export function ask<Content>(child: ChildProcess, content: unknown, patience = PATIENCE_MS): Promise<Content> {
  const number = ++asked;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(new Error(`No answer within ${patience / 1000} s.`))), patience);
    const settle = (action: () => void) => {
      clearTimeout(timer);
      child.off('message', onMessage);
      child.off('exit', onExit);
      action();
    };
    const onMessage = (answer: Answer) => {
      if (answer.number !== number) return;
      settle(() => (answer.failure === undefined ? resolve(answer.content as Content) : reject(new Error(answer.failure))));
    };
    const onExit = () => settle(() => reject(new Error('A process ended before it answered.')));
    child.on('message', onMessage);
    child.once('exit', onExit);
    child.send({ number, content } satisfies Question);
  });
}

/** Answers the questions of the parent process, and ends when the parent does. */
export function answerQuestions<Content>(answer: (content: Content) => unknown): void {
  process.on('message', ({ number, content }: Question) => {
    void Promise.resolve(content)
      .then((asked) => (asked === CPU_QUESTION ? process.cpuUsage() : answer(asked as Content)))
      .then(
        (result) => ({ number, content: result }),
        (error: unknown) => ({ number, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      )
      .then((reply: Answer) => process.send!(reply));
  });
  process.on('disconnect', () => process.exit(0));
}
