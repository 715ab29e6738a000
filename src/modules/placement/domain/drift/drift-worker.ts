import { Injectable } from '@nestjs/common';
import { type Cancel, Clock, pause } from '../../../common/clock/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { log } from '../../../common/log/index.js';
import { World } from '../ports/world.js';
import { OVER } from '../world/task-over.js';
import type { Task, WorldChange } from '../world/world-items.js';
import { cloudsOf } from './clouds-of-change.js';
import { Readiness } from './readiness.js';
import { TaskCarrier } from './task-carrier.js';

/** Milliseconds after which it is tried again what could not be recorded. */
const RETRY_MS = 1000;

interface Run {
  task: Task;
  end: AbortController;
  done: Promise<void>;
}

/** Those that another process has begun come first, then the oldest. */
const inOrder = (one: Task, other: Task): number => Number(other.state === 'RUNNING') - Number(one.state === 'RUNNING') || one.position - other.position;

/** Carries tasks out as soon as they can be, those included that an earlier process has left: on each cloud so many at a time, of each copy one. */
@Injectable()
export class DriftWorker {
  /** By deployment. */
  private readonly runs = new Map<string, Run>();
  /** Clouds to look at. */
  private readonly noted = new Set<string>();
  /** When the next task of a cloud is tried again. */
  private readonly next = new Map<string, number>();
  private look: NodeJS.Immediate | undefined;
  private cancel: Cancel | undefined;
  private isRunning = false;

  constructor(
    private readonly world: World,
    private readonly readiness: Readiness,
    private readonly carrier: TaskCarrier,
    private readonly clock: Clock,
    lifecycle: Lifecycle,
  ) {
    world.onChange((change) => this.note(change));
    lifecycle.on('start', () => this.start());
    lifecycle.on('stop', () => this.stop());
  }

  private start(): void {
    this.isRunning = true;
    this.lookAt(this.world.clouds().map(({ cloudId }) => cloudId));
  }

  private async stop(): Promise<void> {
    this.isRunning = false;
    this.cancel?.();
    clearImmediate(this.look);
    for (const { end } of this.runs.values()) end.abort(new Error('The platform stops.'));
    await Promise.all([...this.runs.values()].map(({ done }) => done));
  }

  private note(change: WorldChange): void {
    if (this.isRunning) this.lookAt(cloudsOf(this.world, change));
  }

  /** In a later turn of the event loop. */
  private lookAt(cloudIds: readonly string[]): void {
    for (const cloudId of cloudIds) this.noted.add(cloudId);
    if (this.noted.size === 0 || this.look || !this.isRunning) return;
    this.look = setImmediate(() => {
      this.look = undefined;
      this.endOver();
      const clouds = [...this.noted];
      this.noted.clear();
      for (const cloudId of clouds) this.begin(cloudId);
      this.setTimer();
    });
  }

  private endOver(): void {
    for (const { task, end } of this.runs.values()) {
      const now = this.world.task(task.taskId);
      if (!now || OVER.has(now.state)) end.abort(new Error('The task is over.'));
    }
  }

  private begin(cloudId: string): void {
    const { maxTasks } = this.world.policy();
    const open = this.world.deployments({ cloudId }).flatMap(({ deploymentId }) => this.world.openTask(deploymentId) ?? []);
    let free = maxTasks - [...this.runs.values()].filter(({ task }) => task.cloudId === cloudId).length;
    for (const task of open.sort(inOrder)) {
      if (free <= 0) break;
      if (this.runs.has(task.deploymentId) || !this.readiness.isDue(task)) continue;
      this.run(task);
      free -= 1;
    }
    const times = open.flatMap(({ state, nextTryAt }) => (state === 'PAUSED' && nextTryAt !== undefined && nextTryAt > this.clock.now() ? [nextTryAt] : []));
    if (times.length > 0) this.next.set(cloudId, Math.min(...times));
    else this.next.delete(cloudId);
  }

  private run(task: Task): void {
    const end = new AbortController();
    const done = this.carry(task, end.signal).finally(() => {
      this.runs.delete(task.deploymentId);
      this.lookAt([task.cloudId]);
    });
    this.runs.set(task.deploymentId, { task, end, done });
  }

  /** Never fails: what cannot be recorded is tried again. */
  private async carry({ taskId }: Task, signal: AbortSignal): Promise<void> {
    try {
      await this.carrier.carry(taskId, signal);
    } catch (error) {
      if (signal.aborted) return;
      log.warn({ err: error, taskId }, 'A drift task could not be carried on; trying again.');
      // It rejects only if it is broken off.
      await pause(this.clock, RETRY_MS, signal).catch(() => undefined);
    }
  }

  private setTimer(): void {
    this.cancel?.();
    if (this.next.size === 0) return;
    const earliest = Math.min(...this.next.values());
    this.cancel = this.clock.after(earliest - this.clock.now(), () => this.lookAt([...this.next].flatMap(([cloudId, at]) => (at <= earliest ? [cloudId] : []))));
  }
}
