import type { TransportInfo } from './types.js';

/** The transports that the operator offers beside the platform's own. */
export abstract class ConfiguredTransports {
  abstract readonly list: TransportInfo[];
}
