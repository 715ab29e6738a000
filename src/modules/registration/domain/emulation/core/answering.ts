import { Machine, type Receipt, type Surroundings } from '../machine.js';
import type { Message, SbiDraft, SbiMessage } from '../messages/message.js';

type WithoutReceiver<Draft> = Draft extends SbiDraft ? Omit<Draft, 'receiver' | 'layer'> : never;

/** What a network function answers, and why, in a sentence. */
export interface Answer {
  response: WithoutReceiver<SbiDraft>;
  reason: string;
}

export const exchangeOf = ({ channel }: { channel?: number }): { channel?: number } => (channel === undefined ? {} : { channel });

/** A network function that only answers requests. */
export abstract class AnsweringFunction extends Machine {
  override receive(message: Message, surroundings: Surroundings): Receipt {
    const answer = message.layer === 'sbi' ? this.answer(message) : undefined;
    if (!answer) return { disposition: 'REJECTED', reason: `The ${this.name} has no use for ${message.name}.` };
    surroundings.send({ layer: 'sbi', ...answer.response, receiver: message.sender, ...exchangeOf(message) });
    return { disposition: 'ANSWERED', reason: answer.reason };
  }

  /** Nothing, if it is no request that it knows. */
  protected abstract answer(request: SbiMessage): Answer | undefined;
}
