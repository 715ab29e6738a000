import type { User, WorldChange } from '../world/world-items.js';

/** The traffic rules that lead users to their copies. */
export abstract class UserRules {
  /**
   * Takes the rule of a user away and records a change with it; only that, if it has none. Within Decisions.alone.
   * @throws Problem 422 or 503 if the data plane refuses, with nothing changed
   */
  abstract remove(user: User, change: WorldChange): Promise<void>;
}
