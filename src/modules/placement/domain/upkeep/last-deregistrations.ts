import type { Clock } from '../../../common/clock/index.js';
import { log } from '../../../common/log/index.js';
import { type CopyRegistrations, PlatformUnreachable } from '../ports/copy-registrations.js';
import type { Cloud, Deployment } from '../world/world-items.js';

/** Registrations that are ended side by side. */
const SIDE_BY_SIDE = 16;
/** Milliseconds after which another platform is asked for nothing more. */
const MOST_MS = 5000;

/**
 * Ends the registrations of copies that are forgotten. Another platform is given up at its first silence, and if it takes too long:
 * what it keeps of them then is not seen to any more. The log tells whatever is left.
 */
export class LastDeregistrations {
  private waiting: Deployment[] = [];
  private isGivenUp = false;

  constructor(
    private readonly registrations: CopyRegistrations,
    private readonly clock: Clock,
    private readonly cloud: Cloud,
  ) {}

  async end(deployments: readonly Deployment[]): Promise<void> {
    this.waiting = deployments.toReversed();
    const cancel = this.cloud.platform && this.clock.after(MOST_MS, () => this.giveUp());
    await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, deployments.length) }, () => this.endOthers()));
    cancel?.();
    if (this.waiting.length > 0) log.warn({ cloudId: this.cloud.cloudId, deploymentIds: this.waiting.map(({ deploymentId }) => deploymentId) }, 'Deployments are forgotten whose platform was not asked any more to end their registrations.');
  }

  private async endOthers(): Promise<void> {
    while (!this.isGivenUp && this.waiting.length > 0) await this.deregister(this.waiting.pop()!);
  }

  private async deregister(deployment: Deployment): Promise<void> {
    try {
      await this.registrations.deregister(this.cloud, deployment);
    } catch (error) {
      if (error instanceof PlatformUnreachable) this.giveUp();
      log.warn({ err: error, cloudId: this.cloud.cloudId, deploymentId: deployment.deploymentId }, 'A deployment is forgotten whose registration could not be removed.');
    }
  }

  private giveUp(): void {
    this.isGivenUp = true;
  }
}
