import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { startRounds } from '../../common/rounds/index.js';
import { UnitOfWork } from '../../common/unit-of-work/index.js';
import { heartbeatDueAt, suspended } from './liveness.js';
import { ServiceRegistry } from './service-registry.js';
import { ServiceRepository } from './service-repository.js';

const EVERY_MS = 500;

/** Suspends services whose heartbeat has not come (MEC 011, 8.2.10). */
@Injectable()
export class LivenessSupervisor {
  private startedAt = 0;

  constructor(
    private readonly repository: ServiceRepository,
    private readonly registry: ServiceRegistry,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('start', () => {
      this.startedAt = clock.now();
    });
    startRounds(clock, lifecycle, { everyMs: EVERY_MS, work: () => this.suspendOverdue(), complaint: 'Overdue services could not be suspended; trying again.' });
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
