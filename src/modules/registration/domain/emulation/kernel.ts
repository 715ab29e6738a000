import { EventQueue } from './event-queue.js';
import type { Beginning, Machine, Surroundings, TimerName } from './machine.js';
import type { Draft, Layer, Message } from './messages/message.js';
import type { Trace, TracedMessage } from './trace/trace.js';

type Due = { arriving: Message; traced: TracedMessage } | RunningTimer | { beginning: Beginning };

interface RunningTimer {
  timer: TimerName;
  doorway: Doorway;
  stopped: boolean;
}

/** How the machines are connected. */
export interface Wiring {
  /** Milliseconds that a message is under way. */
  latency: Record<Layer, number>;
  /** Whether the one that runs can be reached from the other. */
  reaches(sender: string, receiver: string): boolean;
}

const keyOf = ({ name, of }: TimerName) => (of === undefined ? name : `${name}\n${of}`);

/** A machine's way into the kernel; a class, since there is one for each of very many machines. */
class Doorway implements Surroundings {
  /** Those of the machine that run. */
  readonly timers = new Map<string, RunningTimer>();

  constructor(
    private readonly kernel: Kernel,
    readonly machine: Machine,
  ) {}

  now(): number {
    return this.kernel.now;
  }

  send(draft: Draft): void {
    this.kernel.send(this.machine, draft);
  }

  start(timer: TimerName, duration: number): void {
    this.kernel.start(this, timer, duration);
  }

  stop(timer: TimerName): void {
    this.kernel.stop(this, timer);
  }
}

/** Lets time pass from one event to the next: the arrival of a message, the expiry of a timer. The same machines always do the same. */
export class Kernel {
  private readonly doorways = new Map<string, Doorway>();
  private readonly queue = new EventQueue<Due>();
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
    this.doorways.set(machine.name, new Doorway(this, machine));
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
      if ('timer' in next.item && next.item.stopped) continue;
      this.time = next.time;
      this.happen(next.item);
      this.processed++;
    }
    return this.queue.size === 0;
  }

  private happen(due: Due): void {
    if ('timer' in due) this.expire(due);
    else if ('arriving' in due) this.deliver(due.arriving, due.traced);
    else due.beginning.begin(this.doorways.get(due.beginning.name)!);
  }

  /** Of the {@link Surroundings} of a machine. */
  send(sender: Machine, draft: Draft): void {
    const message: Message = { ...draft, sender: sender.name };
    const traced = this.trace.sent(this.time, message);
    this.queue.put(this.time + this.wiring.latency[draft.layer], { arriving: message, traced });
  }

  private deliver(message: Message, traced: TracedMessage): void {
    const receiver = this.doorways.get(message.receiver);
    if (receiver && this.wiring.reaches(message.sender, message.receiver)) {
      const receipt = receiver.machine.receive(message, receiver);
      this.trace.arrived(traced, this.time, message, receipt);
      return;
    }
    this.trace.lost(traced, `${message.receiver} cannot be reached.`);
    const sender = this.doorways.get(message.sender)!;
    sender.machine.undelivered(message, sender);
  }

  /** Of the {@link Surroundings} of a machine. */
  start(doorway: Doorway, timer: TimerName, duration: number): void {
    this.forget(doorway, timer);
    const running = { timer, doorway, stopped: false };
    doorway.timers.set(keyOf(timer), running);
    this.trace.timer(this.time, doorway.machine.name, timer, 'STARTED', duration);
    this.queue.put(this.time + duration, running);
  }

  /** Of the {@link Surroundings} of a machine. */
  stop(doorway: Doorway, timer: TimerName): void {
    if (this.forget(doorway, timer)) this.trace.timer(this.time, doorway.machine.name, timer, 'STOPPED');
  }

  private forget({ timers }: Doorway, timer: TimerName): boolean {
    const key = keyOf(timer);
    const running = timers.get(key);
    if (!running) return false;
    running.stopped = true;
    return timers.delete(key);
  }

  private expire({ timer, doorway }: RunningTimer): void {
    const { machine, timers } = doorway;
    timers.delete(keyOf(timer));
    this.trace.timer(this.time, machine.name, timer, 'EXPIRED');
    machine.expire(timer, doorway);
  }
}
