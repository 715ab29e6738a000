import { Refusal } from './refusal.js';
import { say } from './say.js';

/** Ends what was begun. */
export type Undo = () => Promise<unknown>;

/** What the application has to put in order before it goes: the last that was begun comes first. */
export class Leaving {
  private readonly steps: [what: string, undo: Undo][] = [];

  owes(what: string, undo: Undo): void {
    this.steps.push([what, undo]);
  }

  /** @returns whether nothing is left behind */
  async leave(): Promise<boolean> {
    let isClean = true;
    for (const [what, undo] of this.steps.toReversed()) isClean = (await this.isUndone(what, undo)) && isClean;
    return isClean;
  }

  private async isUndone(what: string, undo: Undo): Promise<boolean> {
    try {
      await undo();
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) return true;
      say(`left behind: ${what}: ${(error as Error).message}`);
      return false;
    }
  }
}
