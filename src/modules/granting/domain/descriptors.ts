import type { AppD } from './types.js';

/** Where the descriptors of applications (AppD: MEC 010-2, 6.2.1.2) are found; whoever has the packages says how. */
export abstract class Descriptors {
  /** Nothing if there is no onboarded package with this descriptor. */
  abstract find(appDId: string): Promise<AppD | undefined>;
}
