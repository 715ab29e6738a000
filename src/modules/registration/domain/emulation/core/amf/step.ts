import type { SbiMessage } from '../../messages/message.js';
import type { Nas, NasName } from '../../messages/nas.js';
import type { Dialogue } from './dialogue.js';
import type { StepName } from './step-name.js';

/** What a registration makes of an answer: why, in a sentence, and what is next. */
export interface Progress {
  reason: string;
  next: StepName;
}

/** The answer does not count; the registration goes on waiting. */
interface Ignored {
  ignored: string;
}

/** What can answer a step, by its name. */
type Answers = { [Message in SbiMessage as Message['name']]: Message['elements'] } & { [Name in NasName]: Nas<Name> };

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
