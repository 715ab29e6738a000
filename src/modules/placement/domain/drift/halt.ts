import type { DriftReason } from '../types.js';

/** Why a task does not go on at present. */
export interface Halt {
  reason?: DriftReason;
  /** In words. */
  detail: string;
  /** LATER: when some time has passed; CHANGED: when the cloud, or what runs there, has changed; NEVER: unless the operator wants it. */
  goesOn: 'LATER' | 'CHANGED' | 'NEVER';
}
