import type { Receipt, TimerName } from '../machine.js';
import type { Message } from '../messages/message.js';

/** A message in the trace, to be completed when it arrives. */
export type TracedMessage = number;

export type TimerEvent = 'STARTED' | 'STOPPED' | 'EXPIRED';

/** What is written down of an emulation. Times are in milliseconds since its beginning. */
export abstract class Trace {
  abstract sent(time: number, message: Message): TracedMessage;
  abstract arrived(traced: TracedMessage, time: number, message: Message, receipt: Receipt): void;
  abstract lost(traced: TracedMessage, reason: string): void;
  /** `duration` of one that is started, in milliseconds. */
  abstract timer(time: number, machine: string, timer: TimerName, event: TimerEvent, duration?: number): void;
}
