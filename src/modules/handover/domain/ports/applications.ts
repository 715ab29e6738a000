import type { RuleApplication } from '../types.js';

/** The applications of this platform, as another one can recognize them. */
export abstract class Applications {
  /**
   * Name, descriptor if it was instantiated from a package, and the IP addresses at which the instance is reached, as far as they are known.
   * @returns undefined if there is no such application instance
   */
  abstract describe(appInstanceId: string): Promise<RuleApplication | undefined>;
}
