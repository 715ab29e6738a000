import type { World } from '../ports/world.js';
import type { Deployment, WorldChange } from '../world/world-items.js';
import { isUnused } from './reason-to-go.js';

/** The copies that nobody has a reference to and that are not REMOVING. A change costs what it changes, however many copies and references there are. */
export class UnusedCopies {
  private readonly ids = new Set<string>();

  constructor(private readonly world: World) {
    for (const { deploymentId } of world.deployments()) this.note(deploymentId);
    world.onChange((change) => this.take(change));
  }

  /** The oldest first. */
  all(): Deployment[] {
    return [...this.ids].flatMap((deploymentId) => this.world.deployment(deploymentId) ?? []).sort((one, other) => one.position - other.position);
  }

  private take({ deployments, references }: WorldChange): void {
    for (const change of [deployments, references]) for (const { deploymentId } of [...(change?.put ?? []), ...(change?.remove ?? [])]) this.note(deploymentId);
  }

  private note(deploymentId: string): void {
    const deployment = this.world.deployment(deploymentId);
    if (deployment && deployment.state !== 'REMOVING' && isUnused(this.world, deployment)) this.ids.add(deploymentId);
    else this.ids.delete(deploymentId);
  }
}
