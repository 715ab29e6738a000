import type { RegistrationAttempt, RegistrationOutcome, RegistrationUe } from '../../types.js';
import type { KeyName } from '../messages/nas.js';

/** How far a UE has come. */
export interface UeReport {
  /** Absent as long as it goes on. */
  outcome?: RegistrationOutcome;
  /** Of the outcome, in a sentence. */
  reason: string;
  /** Id of the AMF with which it is registered. */
  amf?: string;
  attempts: RegistrationAttempt[];
  /** Milliseconds since the beginning. */
  outcomeAt?: number;
  stored: RegistrationUe;
  /** Of the security context that it has. */
  key?: KeyName;
}
