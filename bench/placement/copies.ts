import type { Copies, CopyView } from '../../src/modules/placement/domain/decision/copies.js';

/** A copy, and how many users have a reference to it. */
export interface SimulatedCopy extends CopyView {
  references: number;
  /** Tick; undefined while somebody has a reference. */
  unusedSince?: number | undefined;
  /** Users who are there before it is READY. */
  waiting: Set<number>;
}

/** The copies of one application, by deployment and by cloud. */
export class SimulatedCopies implements Copies {
  private readonly byDeployment = new Map<string, SimulatedCopy>();
  private readonly byCloud = new Map<string, [SimulatedCopy]>();

  get(deploymentId: string): SimulatedCopy | undefined {
    return this.byDeployment.get(deploymentId);
  }

  on(cloudId: string): readonly SimulatedCopy[] {
    return this.byCloud.get(cloudId) ?? [];
  }

  add(deploymentId: string, cloudId: string): SimulatedCopy {
    const copy = { deploymentId, cloudId, ready: false, current: true, references: 0, waiting: new Set<number>() };
    this.byDeployment.set(deploymentId, copy);
    this.byCloud.set(cloudId, [copy]);
    return copy;
  }

  remove({ deploymentId, cloudId }: CopyView): void {
    this.byDeployment.delete(deploymentId);
    this.byCloud.delete(cloudId);
  }
}
