import type { SbiMessage } from '../../messages/message.js';
import type { Nas, NasName } from '../../messages/nas.js';
import type { Dialogue } from './dialogue.js';

/** Where a registration can be, in the order of 3GPP TS 23.502, 4.2.2.2.2 and 4.2.2.2.3; the last five wait for nothing but the UE's release. */
export type StepName =
  | 'OLD AMF DISCOVERY'
  | 'CONTEXT TRANSFER'
  | 'IDENTITY'
  | 'AUTHENTICATION VECTOR'
  | 'AUTHENTICATION'
  | 'SECURITY MODE'
  | 'SUBSCRIPTION'
  | 'SLICE SELECTION'
  | 'TARGET DISCOVERY'
  | 'HANDING OVER'
  | 'ACCEPTANCE'
  | 'REGISTERED'
  | 'REJECTION'
  | 'RELEASE'
  | 'REROUTING'
  | 'HANDED OVER';

/** What a registration makes of an answer: why, in a sentence, and what is next. */
export interface Progress {
  reason: string;
  next: StepName;
}

/** The answer does not count; the registration goes on waiting. */
export interface Ignored {
  ignored: string;
}

/** What can answer a step, by its name. */
export type Answers = { [Message in SbiMessage as Message['name']]: Message['elements'] } & { [Name in NasName]: Nas<Name> };

/** One step: what it sends, and what it makes of the answer. */
export interface Step<Name extends keyof Answers = keyof Answers> {
  enter(ue: Dialogue): void;
  answer: Name;
  take(ue: Dialogue, answer: Answers[Name]): Progress | Ignored;
  /** Its request could not be handed to its receiver. */
  undelivered?(ue: Dialogue): Progress;
}

/** Ends the registration at this AMF. */
export type LastStep = Pick<Step, 'enter'>;
