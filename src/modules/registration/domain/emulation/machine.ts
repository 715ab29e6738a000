import type { Disposition } from '../types.js';
import type { Draft, Message } from './messages/message.js';

/** What a receiver has made of a message, and why, in a sentence. */
export interface Verdict {
  disposition: Exclude<Disposition, 'LOST'>;
  reason: string;
}

/** What it has made of the message, and, if it is an end of NAS, of the NAS message in it. */
export interface Receipt extends Verdict {
  nas?: Verdict;
}

/** A timer of a machine: its name in the specification, and what it is for if there are several of the name. */
export interface TimerName {
  name: string;
  of?: string;
}

/** All that a machine can do; nothing leads to another machine but messages. */
export interface Surroundings {
  /** Milliseconds since the beginning. */
  now(): number;
  send(draft: Draft): void;
  /** Begins anew if it runs. */
  start(timer: TimerName, duration: number): void;
  /** Does nothing if it does not run. */
  stop(timer: TimerName): void;
}

/** A machine that begins something by itself. */
export interface Beginning {
  readonly name: string;
  begin(surroundings: Surroundings): void;
}

/** A UE, a gNB or a network function. It knows its own description and what it has been told. */
export abstract class Machine {
  /** @param name as traces show it; messages are addressed to it */
  constructor(readonly name: string) {}

  abstract receive(message: Message, surroundings: Surroundings): Receipt;

  /** A timer of this machine has expired. */
  expire(timer: TimerName, _surroundings: Surroundings): void {
    throw new Error(`${this.name} has no timer ${timer.name}.`);
  }

  /** A message of this machine could not be handed to its receiver: it does not run, or cannot be reached from here. */
  undelivered(message: Message, _surroundings: Surroundings): void {
    throw new Error(`${this.name} cannot do without ${message.receiver}.`);
  }
}
