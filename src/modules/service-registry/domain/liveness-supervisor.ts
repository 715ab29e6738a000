import { Injectable } from '@nestjs/common';
import { type Cancel, Clock } from '../../common/clock/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { log } from '../../common/log/index.js';
import { UnitOfWork } from '../../common/unit-of-work/index.js';
import { heartbeatDueAt, suspended } from './liveness.js';
import { ServiceRegistry } from './service-registry.js';
import { ServiceRepository } from './service-repository.js';

const EVERY_MS = 500;

/** Suspends services whose heartbeat has not come (MEC 011, 8.2.10). */
@Injectable()
export class LivenessSupervisor {
  private cancel: Cancel | undefined;
  private running = false;
  private startedAt = 0;
  private round: Promise<void> = Promise.resolve();

  constructor(
    private readonly repository: ServiceRepository,
    private readonly registry: ServiceRegistry,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('start', () => this.start());
    lifecycle.on('stop', () => this.stop());
  }

  private start(): void {
    this.startedAt = this.clock.now();
    this.running = true;
    this.schedule();
  }

  private stop(): Promise<void> {
    this.running = false;
    this.cancel?.();
    return this.round;
  }

  private schedule(): void {
    if (!this.running) return;
    this.cancel = this.clock.after(EVERY_MS, () => {
      this.round = this.suspendOverdue()
        .catch((error: unknown) => log.warn({ err: error }, 'Overdue services could not be suspended; trying again.'))
        .then(() => this.schedule());
    });
  }

  private async suspendOverdue(): Promise<void> {
    for (const serInstanceId of await this.repository.overdue(this.clock.now())) await this.suspend(serInstanceId);
  }

  private suspend(serInstanceId: string): Promise<void> {
    return this.unitOfWork.run(async (transaction) => {
      const service = await this.repository.lock(transaction, serInstanceId);
      const dueAt = service && heartbeatDueAt(service);
      if (!service?.liveness || dueAt === undefined) return;
      // While the platform was down nobody could send a heartbeat: everyone gets a full turn after the start.
      const turn = dueAt - service.liveness.lastHeartbeatAt;
      if (Math.max(dueAt, this.startedAt + turn) > this.clock.now()) return;
      await this.registry.update(transaction, service, suspended(service));
    });
  }
}
