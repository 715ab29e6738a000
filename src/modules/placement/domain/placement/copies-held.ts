import { type Copies, copiesOf } from '../decision/copies.js';
import { artefactFor } from '../drift/artefact-for.js';
import type { World } from '../ports/world.js';
import type { ChangeDraft } from '../world/change-draft.js';
import type { Application, Deployment, HeldReference } from '../world/world-items.js';

/** The copies of one application that stay, and for how many users each is held, with all that is decided but not recorded yet. */
export class CopiesHeld {
  private readonly copies: Map<string, Deployment>;
  private readonly counts = new Map<string, number>();
  private shown: Copies | undefined;

  constructor(
    private readonly world: World,
    private readonly application: Application,
  ) {
    const { applicationId } = application;
    this.copies = new Map(world.deployments({ applicationId }).flatMap((copy) => (copy.state === 'REMOVING' ? [] : [[copy.deploymentId, copy] as const])));
  }

  view(): Copies {
    this.shown ??= copiesOf([...this.copies.values()].map((copy) => ({ deploymentId: copy.deploymentId, cloudId: copy.cloudId, ready: copy.state === 'READY', current: this.isCurrent(copy) })));
    return this.shown;
  }

  /** Those of another artefact than the application has now that are of no use to anybody yet. */
  outdated(): Deployment[] {
    return [...this.copies.values()].filter((copy) => copy.state !== 'READY' && copy.state !== 'UNHEALTHY' && !this.isCurrent(copy));
  }

  add(copy: Deployment): void {
    this.copies.set(copy.deploymentId, copy);
    this.shown = undefined;
  }

  drop({ deploymentId }: Deployment): void {
    this.copies.delete(deploymentId);
    this.shown = undefined;
  }

  /** A user has a reference to a copy from now on. */
  hold(draft: ChangeDraft, reference: HeldReference): void {
    draft.put('references', reference);
    this.counts.set(reference.deploymentId, this.countOf(reference) + 1);
    const { unusedSince, ...copy } = this.copies.get(reference.deploymentId)!;
    if (unusedSince !== undefined) this.change(draft, copy);
  }

  /** A user has no reference to a copy any more, which may be on its way already. @param now milliseconds */
  release(draft: ChangeDraft, reference: HeldReference, now: number): void {
    draft.remove('references', reference);
    const count = this.countOf(reference) - 1;
    this.counts.set(reference.deploymentId, count);
    const copy = this.copies.get(reference.deploymentId);
    if (count === 0 && copy) this.change(draft, { ...copy, unusedSince: now });
  }

  private change(draft: ChangeDraft, copy: Deployment): void {
    this.copies.set(copy.deploymentId, copy);
    draft.put('deployments', copy);
  }

  private countOf({ deploymentId }: HeldReference): number {
    return this.counts.get(deploymentId) ?? this.world.referencesTo(deploymentId).length;
  }

  private isCurrent({ cloudId, artefact }: Deployment): boolean {
    const cloud = this.world.cloud(cloudId);
    return cloud !== undefined && artefact === artefactFor(this.application, cloud);
  }
}
