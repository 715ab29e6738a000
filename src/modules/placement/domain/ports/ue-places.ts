import type { Whereabouts } from '../topology/areas-of.js';

/** Where the UEs of the radio network were seen last. */
export abstract class UePlaces {
  /** Undefined if nobody has looked yet; null if it is not attached, or no UE. @param ueKey as text, User.ueKey */
  abstract of(ueKey: string): Whereabouts | null | undefined;
}
