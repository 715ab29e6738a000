import { Stage } from './stage.js';
import { type Telling, telling } from './telling.js';

/** What a demonstration is shown on. */
type AnyStage = Pick<Stage, 'clear' | 'abandon' | 'logs'>;

/** Shows something; KEEP leaves what runs there running until somebody ends it. */
export type Show<S extends AnyStage> = (stage: S) => Promise<'KEEP' | void>;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

class Interrupted extends Error {}

/** Rejects as soon as somebody wants it to end, or nobody reads on. Further signals change nothing: what tidies up has its own patience. */
function interruption() {
  let end: (why: string) => void = () => undefined;
  const promise = new Promise<never>((_resolve, reject) => {
    end = (why) => reject(new Interrupted(`ended by ${why}`));
  });
  for (const signal of SIGNALS) process.on(signal, end);
  // Stays: what is told at the end meets the same.
  process.stdout.on('error', () => end('whoever has read what it tells'));
  const forget = () => SIGNALS.forEach((signal) => process.off(signal, end));
  return { promise, forget };
}

async function shown<S extends AnyStage>(show: Show<S>, stage: S, interrupted: Promise<never>): Promise<void> {
  const kept = await Promise.race([show(stage), interrupted]);
  if (kept !== 'KEEP') return;
  await interrupted.catch((error: unknown) => {
    if (!(error instanceof Interrupted)) throw error;
  });
}

/** Shows something on a stage of its own, and leaves nothing behind, however that goes; but the logs, if something went wrong. @returns the exit code: 0 only if all went well */
export async function perform<S extends AnyStage>(show: Show<S>, makeStage: () => S, tells: Telling = telling): Promise<0 | 1> {
  const inWords = (error: unknown) => (error instanceof Error ? error.message : String(error));
  let stage: S;
  try {
    stage = makeStage();
  } catch (error) {
    tells.failure(inWords(error));
    return 1;
  }
  // For what ends this process without coming by below.
  process.once('exit', () => stage.abandon());
  const interrupted = interruption();
  const fault = await shown(show, stage, interrupted.promise).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  // What was interrupted goes on until the process ends, and fails for want of what is ended here.
  const last = tells.handOver();
  if (fault) last.failure(inWords(fault.error));
  const keepLogs = fault !== undefined && !(fault.error instanceof Interrupted);
  const ended = await stage.clear({ keepLogs });
  interrupted.forget();
  last.note(`Cleaned up: processes ended: ${ended}; ${keepLogs ? `data removed. The logs are in ${stage.logs}` : 'data and logs removed'}.`);
  return fault ? 1 : 0;
}

/** The whole of a script that shows something. */
export async function performAndExit(show: Show<Stage>): Promise<never> {
  process.exit(await perform(show, () => new Stage()));
}
