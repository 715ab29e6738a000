import { EventQueue } from './event-queue.js';
import type { Beginning, Machine, Surroundings, TimerName } from './machine.js';
import type { Draft, Layer, Message } from './messages/message.js';
import type { Trace, TracedMessage } from './trace/trace.js';

type Due = { arriving: Message; traced: TracedMessage } | { timer: RunningTimer } | { beginning: Beginning };

interface RunningTimer extends TimerName {
  machine: Machine;
  stopped: boolean;
}

/** How the machines are connected. */
export interface Wiring {
  /** Milliseconds that a message is under way. */
  latency: Record<Layer, number>;
  /** Whether the one that runs can be reached from the other. */
  reaches(sender: string, receiver: string): boolean;
}

const keyOf = (machine: Machine, { name, of }: TimerName) => `${machine.name}\n${name}\n${of ?? ''}`;

/** A machine's way into the kernel; a class, since there is one for each of very many machines. */
class Doorway implements Surroundings {
  constructor(
    private readonly kernel: Kernel,
    private readonly machine: Machine,
  ) {}

  now(): number {
    return this.kernel.now;
  }

  send(draft: Draft): void {
    this.kernel.send(this.machine, draft);
  }

  start(timer: TimerName, duration: number): void {
    this.kernel.start(this.machine, timer, duration);
  }

  stop(timer: TimerName): void {
    this.kernel.stop(this.machine, timer);
  }
}

/** Lets time pass from one event to the next: the arrival of a message, the expiry of a timer. The same machines always do the same. */
export class Kernel {
  private readonly machines = new Map<string, { machine: Machine; surroundings: Surroundings }>();
  private readonly queue = new EventQueue<Due>();
  private readonly timers = new Map<string, RunningTimer>();
  private time = 0;
  private processed = 0;

  constructor(
    private readonly wiring: Wiring,
    private readonly trace: Trace,
  ) {}

  /** Milliseconds since the beginning. */
  get now(): number {
    return this.time;
  }

  /** Messages that arrived, timers that expired and machines that began until now. */
  get events(): number {
    return this.processed;
  }

  /** A machine whose name is taken takes its place. */
  add(machine: Machine): void {
    this.machines.set(machine.name, { machine, surroundings: new Doorway(this, machine) });
  }

  /** Lets a machine that was added begin at a time, in milliseconds since the beginning, not before now. */
  begin(machine: Machine & Beginning, time: number): void {
    this.queue.put(Math.max(time, this.time), { beginning: machine });
  }

  /** Goes on until nothing is under way and no timer runs, or for at most so many events; answers whether nothing is left. */
  run(atMost = Infinity): boolean {
    for (let count = 0; count < atMost; count++) {
      const next = this.queue.take();
      if (!next) return true;
      if ('timer' in next.item && next.item.timer.stopped) continue;
      this.time = next.time;
      this.happen(next.item);
      this.processed++;
    }
    return this.queue.size === 0;
  }

  private happen(due: Due): void {
    if ('timer' in due) this.expire(due.timer);
    else if ('arriving' in due) this.deliver(due.arriving, due.traced);
    else due.beginning.begin(this.machines.get(due.beginning.name)!.surroundings);
  }

  /** Of the {@link Surroundings} of a machine. */
  send(sender: Machine, draft: Draft): void {
    const message: Message = { ...draft, sender: sender.name };
    const traced = this.trace.sent(this.time, message);
    this.queue.put(this.time + this.wiring.latency[draft.layer], { arriving: message, traced });
  }

  private deliver(message: Message, traced: TracedMessage): void {
    const receiver = this.machines.get(message.receiver);
    if (receiver && this.wiring.reaches(message.sender, message.receiver)) {
      const receipt = receiver.machine.receive(message, receiver.surroundings);
      this.trace.arrived(traced, this.time, message, receipt);
      return;
    }
    this.trace.lost(traced, `${message.receiver} cannot be reached.`);
    const sender = this.machines.get(message.sender)!;
    sender.machine.undelivered(message, sender.surroundings);
  }

  /** Of the {@link Surroundings} of a machine. */
  start(machine: Machine, timer: TimerName, duration: number): void {
    this.forget(machine, timer);
    const running = { ...timer, machine, stopped: false };
    this.timers.set(keyOf(machine, timer), running);
    this.trace.timer(this.time, machine.name, timer, 'STARTED', duration);
    this.queue.put(this.time + duration, { timer: running });
  }

  /** Of the {@link Surroundings} of a machine. */
  stop(machine: Machine, timer: TimerName): void {
    if (this.forget(machine, timer)) this.trace.timer(this.time, machine.name, timer, 'STOPPED');
  }

  private forget(machine: Machine, timer: TimerName): boolean {
    const running = this.timers.get(keyOf(machine, timer));
    if (running) running.stopped = true;
    return this.timers.delete(keyOf(machine, timer));
  }

  private expire({ machine, name, of }: RunningTimer): void {
    const timer = { name, ...(of !== undefined && { of }) };
    this.timers.delete(keyOf(machine, timer));
    this.trace.timer(this.time, machine.name, timer, 'EXPIRED');
    machine.expire(timer, this.machines.get(machine.name)!.surroundings);
  }
}
