import type { Amounts } from './amounts.js';
import type { GrantState } from './grant-states.js';
import type { Grant, GrantRequest } from './types.js';

/** A question for a grant and what has become of it. */
export interface GrantRecord {
  grantId: string;
  appInstanceId: string;
  /** One operation asks once: if it asks again, it gets the same answer. */
  appLcmOpOccId: string;
  operation: GrantRequest['operation'];
  state: GrantState;
  /** As it is shown, if it is granted. */
  grant: Grant;
  /** How much has to be free. */
  needs: Amounts;
  /** How much is kept for the application instance; nothing is kept for what it needs only while the operation runs. */
  keeps: Amounts;
  /** Whether it is granted and counts against the capacity. */
  holds: boolean;
  /** Why it is rejected. */
  rejection: string | null;
  /** Milliseconds since 1970 after which it is forgotten. */
  expiresAt: number | null;
}
