import type { Transaction } from '../../common/unit-of-work/index.js';

/** A platform that has registered, or that the operator has entered. */
export interface RegisteredPlatform {
  platformId: string;
  platformName: string;
  mp3Uri: string | null;
  baseStations: string[];
  /** Milliseconds since 1970. */
  registeredAt: number;
}

export abstract class RegisteredPlatforms {
  /** Those of a unit of work, or those that are committed; in the order in which they were first registered. */
  abstract all(transaction?: Transaction): Promise<RegisteredPlatform[]>;

  /** Until the unit is over no other one registers platforms. */
  abstract registerAlone(transaction: Transaction): Promise<void>;

  /** A platform that is known already keeps its place. */
  abstract put(transaction: Transaction, platform: RegisteredPlatform): Promise<void>;

  abstract remove(transaction: Transaction, platformId: string): Promise<void>;
}
