import type { TraceEntry } from '../types.js';

/** What belongs to one attempt of the UE, wherever and however late it happened. */
export interface DrawnAttempt {
  startedAt: number;
  /** The timer with whose expiry it began. */
  startedBy?: TraceEntry;
  entries: TraceEntry[];
}

const at = (machine: string, time: number): string => `${time}\n${machine}`;

/** Finds out what was caused by what: whatever a machine does, it does upon a message, upon a timer, or because a message could not be delivered. */
class Causes {
  private readonly events = new Map<string, DrawnAttempt>();
  private readonly lost = new Map<string, DrawnAttempt>();
  private readonly timers = new Map<string, DrawnAttempt>();

  attemptOf({ kind, sender, time, name, reason, timerEvent }: TraceEntry): DrawnAttempt | undefined {
    if (kind === 'TIMER' && timerEvent !== 'STARTED') return this.timers.get(`${sender}\n${name}\n${reason}`);
    return this.events.get(at(sender, time)) ?? this.lost.get(sender);
  }

  note({ kind, sender, receiver, time, arrivedAt, name, reason, timerEvent, disposition }: TraceEntry, attempt: DrawnAttempt): void {
    if (kind === 'TIMER' && timerEvent === 'STARTED') this.timers.set(`${sender}\n${name}\n${reason}`, attempt);
    if (kind === 'TIMER' && timerEvent === 'EXPIRED') this.events.set(at(sender, time), attempt);
    if (receiver !== undefined && arrivedAt !== undefined) this.events.set(at(receiver, arrivedAt), attempt);
    if (disposition === 'LOST') this.lost.set(sender, attempt);
  }
}

/** Takes the timer that begins the next attempt out of the one before. */
function beginning(entry: TraceEntry, previous: DrawnAttempt | undefined): DrawnAttempt {
  const startedBy = previous?.entries.findLast(({ sender, time, timerEvent }) => sender === entry.sender && time === entry.time && timerEvent === 'EXPIRED');
  if (startedBy) previous!.entries.splice(previous!.entries.indexOf(startedBy), 1);
  return { startedAt: entry.time, ...(startedBy && { startedBy }), entries: [] };
}

/**
 * The trace by attempts. What the UE does belongs to its present attempt, a NAS message to what has carried it, everything else to the attempt that has caused
 * it: an AMF may still wait for an answer when the UE tries again.
 * @param ue as the trace calls it
 */
export function attemptsOf(trace: readonly TraceEntry[], ue: string): DrawnAttempt[] {
  const attempts: DrawnAttempt[] = [];
  const causes = new Causes();
  let carrier: DrawnAttempt | undefined;
  for (const entry of trace) {
    if (entry.name === 'RRCSetupRequest') attempts.push(beginning(entry, attempts.at(-1)));
    const present = attempts.at(-1);
    const caused = entry.protocol === 'NAS' ? carrier : entry.sender === ue ? present : causes.attemptOf(entry);
    carrier = caused ?? present;
    if (!carrier) continue;
    carrier.entries.push(entry);
    causes.note(entry, carrier);
  }
  return attempts;
}
