import type { TraceEntry } from '../../types.js';
import type { Receipt, TimerName } from '../machine.js';
import type { Message } from '../messages/message.js';
import type { NasMessage } from '../messages/nas.js';
import { Trace, type TracedMessage, type TimerEvent } from './trace.js';

type Protocol = NonNullable<TraceEntry['protocol']>;

/** What REGISTRATION REJECT does not have in 3GPP TS 24.501, table 8.2.9.1.1. */
const REJECT_EXTENSIONS = ['Configured NSSAI', 'NSSAI inclusion mode'];

function protocolOf({ layer, name }: Message): Protocol {
  if (layer === 'rrc') return 'RRC';
  return layer === 'ngap' ? 'NGAP' : (name.split('_')[0] as Protocol);
}

function extensionsOf({ name, elements }: NasMessage): { extensions?: string[] } {
  const extensions = name === 'REGISTRATION REJECT' ? REJECT_EXTENSIONS.filter((element) => element in elements) : [];
  return extensions.length ? { extensions } : {};
}

/** Writes down everything, in the order in which it was sent or happened; a NAS message after what has carried it to its end. */
export class FullTrace extends Trace {
  private readonly written: Omit<TraceEntry, 'sequence'>[] = [];
  /** NAS messages, by the place of the message that has carried them. */
  private readonly carried = new Map<TracedMessage, Omit<TraceEntry, 'sequence'>>();
  private count = 0;

  /** Without NAS messages, which are within others. */
  get messages(): number {
    return this.count;
  }

  entries(): TraceEntry[] {
    const all = this.written.flatMap((entry, place) => [entry, this.carried.get(place)].filter((one) => one !== undefined));
    return all.map((entry, index) => ({ sequence: index + 1, ...entry }));
  }

  override sent(time: number, message: Message): TracedMessage {
    const { sender, receiver, name, elements, nas } = message;
    this.count++;
    const carries = nas && { carries: nas.name };
    return this.write({ kind: 'MESSAGE', time, protocol: protocolOf(message), name, sender, receiver, informationElements: { ...elements }, ...carries });
  }

  override arrived(traced: TracedMessage, time: number, { nas, receiver }: Message, { disposition, reason, nas: ofNas }: Receipt): void {
    const entry = this.written[traced]!;
    Object.assign(entry, { arrivedAt: time, disposition, reason });
    if (!nas || !ofNas) return;
    const { name, sender, protection, elements } = nas;
    this.carried.set(traced, {
      ...{ kind: 'MESSAGE', time: entry.time, arrivedAt: time, protocol: 'NAS', name, sender, receiver, security: protection },
      ...{ informationElements: { ...elements }, ...extensionsOf(nas), ...ofNas },
    });
  }

  override lost(traced: TracedMessage, reason: string): void {
    Object.assign(this.written[traced]!, { disposition: 'LOST', reason });
  }

  override timer(time: number, machine: string, { name, of }: TimerName, timerEvent: TimerEvent, duration?: number): void {
    this.write({ kind: 'TIMER', time, name, sender: machine, timerEvent, ...(of !== undefined && { reason: of }), ...(duration !== undefined && { duration }) });
  }

  private write(entry: Omit<TraceEntry, 'sequence'>): TracedMessage {
    return this.written.push(entry) - 1;
  }
}
