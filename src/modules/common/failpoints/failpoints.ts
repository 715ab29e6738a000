import { Settings } from '../../../config/index.js';
import { Injectable } from '@nestjs/common';

const declared = new Set<string>();

/** A step of the program at which a test can let the process die. */
type Failpoint = `${string}:${string}`;

/** Declares the steps of a module, so that tests can go through all of them. */
export function failpoints<const Steps extends readonly string[]>(module: string, steps: Steps): Record<Steps[number], Failpoint> {
  const names = steps.map((step) => [step, `${module}:${step}`] as const);
  for (const [, name] of names) declared.add(name);
  return Object.fromEntries(names) as Record<Steps[number], Failpoint>;
}

/** Every step that any module has declared. */
export const declaredFailpoints = (): string[] => [...declared].sort();

/** Kills the process, as a loss of power would, at the step that MEC_CRASH_AT names. */
@Injectable()
export class Failpoints {
  private readonly crashAt: string | undefined;

  /** @throws Error if no module declares the step */
  constructor({ crashAt }: Settings) {
    if (crashAt !== undefined && !declared.has(crashAt))
      throw new Error(`MEC_CRASH_AT names ${crashAt}; the steps are ${declaredFailpoints().join(', ')}.`);
    this.crashAt = crashAt;
  }

  /** Returns unless it is the step to die at. */
  reach(step: Failpoint): void {
    if (step === this.crashAt) process.kill(process.pid, 'SIGKILL');
  }
}
