import { Injectable } from '@nestjs/common';

type Action = () => void | Promise<void>;

/**
 * What happens when, from the first to the last moment of the process:
 * load (indexes are read from the database), seed (the seed file is applied), effect (what is recorded takes effect), start
 * (workers and servers begin), serving (requests are taken, also those that the platform sends to itself), stop (they end).
 */
type Phase = 'load' | 'seed' | 'effect' | 'start' | 'serving' | 'stop';

/** Runs what the modules have to do in each phase; dependencies register first, and stop last. */
@Injectable()
export class Lifecycle {
  private readonly actions: Record<Phase, Action[]> = { load: [], seed: [], effect: [], start: [], serving: [], stop: [] };

  /** Registers what is to be done in a phase; within a phase one after another, in the order of registration (`stop`: in reverse). */
  on(phase: Phase, action: Action): void {
    this.actions[phase].push(action);
  }

  /** Resolves when all of the phase is done, and rejects with the first failure; what comes after that is not done. */
  async run(phase: Phase): Promise<void> {
    const actions = phase === 'stop' ? this.actions.stop.toReversed() : this.actions[phase];
    for (const action of actions) await action();
  }
}
