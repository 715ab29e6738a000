import type { Machine, Surroundings, TimerName } from '../../../src/modules/registration/domain/emulation/machine.js';
import type { Draft } from '../../../src/modules/registration/domain/emulation/messages/message.js';

/** Surroundings of one machine: what it sends is kept, and its timers expire when the test says so. */
export class ScriptedSurroundings implements Surroundings {
  readonly sent: Draft[] = [];
  time = 0;
  private readonly timers = new Map<string, { timer: TimerName; due: number }>();

  now(): number {
    return this.time;
  }

  send(draft: Draft): void {
    this.sent.push(draft);
  }

  start(timer: TimerName, duration: number): void {
    this.timers.set(timer.name, { timer, due: this.time + duration });
  }

  stop({ name }: TimerName): void {
    this.timers.delete(name);
  }

  /** Names of the timers that run, with the time at which they expire. */
  get running(): Record<string, number> {
    return Object.fromEntries([...this.timers].map(([name, { due }]) => [name, due]));
  }

  /** What was sent since it was last asked. */
  takeSent(): Draft[] {
    return this.sent.splice(0);
  }

  /** Lets time pass until the next timer expires; answers its name. */
  passUntilExpiry(machine: Machine): string {
    const [next] = [...this.timers].sort(([, one], [, other]) => one.due - other.due);
    if (!next) throw new Error('No timer runs.');
    const [name, { timer, due }] = next;
    this.timers.delete(name);
    this.time = due;
    machine.expire(timer, this);
    return name;
  }
}
