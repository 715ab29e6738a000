import { Injectable } from '@nestjs/common';
import { Settings } from '../../../config/index.js';
import { Clock } from '../../common/clock/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { log } from '../../common/log/index.js';
import { startRounds } from '../../common/rounds/index.js';
import { OtherOrchestrator } from './other-orchestrator.js';
import { OwnBaseStations } from './own-base-stations.js';
import { OwnPlatform } from './own-platform.js';

const EVERY_MS = 60_000;

/** Registers this platform at the orchestrator of MEC_ORCHESTRATOR_URL: when it starts, when its base stations change, and every minute, so that one that has forgotten it or was away learns of it. */
@Injectable()
export class Registration {
  private readonly stopping = new AbortController();
  private isDue = false;
  private work: Promise<void> | undefined;
  /** Why the last one failed; the log tells it once. */
  private complaint: string | undefined;

  constructor(
    private readonly orchestrator: OtherOrchestrator,
    private readonly own: OwnPlatform,
    baseStations: OwnBaseStations,
    clock: Clock,
    { orchestratorUrl }: Settings,
    lifecycle: Lifecycle,
  ) {
    if (orchestratorUrl === undefined) return;
    lifecycle.on('start', () => {
      baseStations.onChange(() => void this.renew());
      void this.renew();
    });
    startRounds(clock, lifecycle, { everyMs: EVERY_MS, work: () => this.renew(), complaint: 'The registration at the orchestrator failed; trying again.' });
    lifecycle.on('stop', () => {
      this.stopping.abort();
      return this.work;
    });
  }

  /** What changes meanwhile is registered after it. */
  private renew(): Promise<void> {
    this.isDue = true;
    return (this.work ??= this.renewWhileDue().finally(() => (this.work = undefined)));
  }

  private async renewWhileDue(): Promise<void> {
    while (this.isDue && !this.stopping.signal.aborted) {
      this.isDue = false;
      await this.orchestrator.register(this.own.id, this.own.profile, this.stopping.signal).then(
        () => this.succeeded(),
        (error: Error) => this.failed(error),
      );
    }
  }

  private succeeded(): void {
    if (this.complaint !== undefined) log.info('The platform is registered at the orchestrator.');
    this.complaint = undefined;
  }

  private failed({ message }: Error): void {
    if (this.stopping.signal.aborted) return;
    if (message !== this.complaint) log.warn({ reason: message }, 'The platform cannot be registered at the orchestrator; trying again every minute.');
    this.complaint = message;
  }
}
