import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { log } from '../../../common/log/index.js';
import { isOver } from '../states/source-states.js';
import type { HandoverRole } from '../types.js';
import type { Handover } from './handover.js';
import { Handovers } from './handovers.js';

/** Milliseconds after which it is tried again what has failed unexpectedly. */
const RETRY_MS = 1000;

/**
 * Does what a handover in its present state needs.
 * @param tries how often it was called since the handover has changed last, from 0
 * @returns milliseconds after which it has to be called again if nothing changes until then; undefined if only a change can carry it on
 */
type Advance = (handover: Handover, tries: number) => Promise<number | undefined>;

/** Carries the handovers on that are under way, each by itself, those included that an earlier process has left. */
@Injectable()
export class Driver {
  private readonly advance = new Map<HandoverRole, Advance>();
  private readonly loops = new Map<string, { wake: () => void; done: Promise<void> }>();
  private readonly changed = new Set<string>();
  private isRunning = false;

  constructor(
    private readonly handovers: Handovers,
    private readonly clock: Clock,
    lifecycle: Lifecycle,
  ) {
    handovers.onChange((handover) => this.begin(handover));
    lifecycle.on('serving', () => this.start());
    lifecycle.on('stop', () => this.stop());
  }

  drive(role: HandoverRole, advance: Advance): void {
    this.advance.set(role, advance);
  }

  /** Looks at a handover now. */
  wake(handoverId: string): void {
    const loop = this.loops.get(handoverId);
    if (!loop) return;
    // It may be looking just now, and have seen what was before.
    this.changed.add(handoverId);
    loop.wake();
  }

  private begin(handover: Handover): void {
    const { handoverId, state } = handover;
    if (this.loops.has(handoverId)) return this.wake(handoverId);
    if (!this.isRunning || isOver(state)) return;
    const loop = { wake: () => undefined, done: Promise.resolve() };
    this.loops.set(handoverId, loop);
    loop.done = this.carryOn(handoverId).finally(() => this.end(handoverId));
  }

  /** An end can be overruled while its loop comes to it. */
  private end(handoverId: string): void {
    this.loops.delete(handoverId);
    this.changed.delete(handoverId);
    const handover = this.handovers.get(handoverId);
    if (handover) this.begin(handover);
  }

  private start(): void {
    this.isRunning = true;
    for (const handover of this.handovers.underWay()) {
      this.handovers.note(handover.handoverId, { step: 'RESTART' });
      this.begin(handover);
    }
  }

  private async stop(): Promise<void> {
    this.isRunning = false;
    const loops = [...this.loops.values()];
    for (const { wake } of loops) wake();
    await Promise.all(loops.map(({ done }) => done));
  }

  private async carryOn(handoverId: string): Promise<void> {
    // What begins it is still under way: a commit, or the answer to a message.
    await Promise.resolve();
    for (let tries = 0; this.isRunning; ) {
      if (this.changed.delete(handoverId)) tries = 0;
      const handover = this.handovers.get(handoverId);
      if (!handover || isOver(handover.state)) return;
      const pause = await this.once(handover, tries++);
      if (!this.changed.has(handoverId) && this.isRunning) await this.pause(handoverId, pause);
    }
  }

  private async once(handover: Handover, tries: number): Promise<number | undefined> {
    try {
      return await this.advance.get(handover.role)!(handover, tries);
    } catch (error) {
      if (this.isRunning) log.warn({ err: error, handoverId: handover.handoverId, state: handover.state }, 'A handover could not be carried on; trying again.');
      return RETRY_MS;
    }
  }

  private pause(handoverId: string, milliseconds: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      const cancel = milliseconds === undefined ? () => undefined : this.clock.after(milliseconds, resolve);
      this.loops.get(handoverId)!.wake = () => {
        cancel();
        resolve();
      };
    });
  }
}
