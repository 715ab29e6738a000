import type { RegistrationRun } from '../types.js';

/** A run with what grows with it, as JSON texts. */
export interface TracedRun {
  /** Without attempts and trace. */
  run: RegistrationRun;
  /** null while it runs. */
  attempts: string | null;
  /** null also if it keeps none. */
  trace: string | null;
}
