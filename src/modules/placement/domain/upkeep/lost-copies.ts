import { Injectable } from '@nestjs/common';
import { Planning } from '../drift/planning.js';
import { World } from '../ports/world.js';
import type { ChangeDraft } from '../world/change-draft.js';
import type { Deployment } from '../world/world-items.js';
import { isUnused, reasonToGo } from './reason-to-go.js';

/** What becomes of copies that are not there any more as they were. */
@Injectable()
export class LostCopies {
  constructor(
    private readonly world: World,
    private readonly planning: Planning,
  ) {}

  /** It is made again; one that nobody needs or that cannot be made again is destroyed. @param deployment READY or UNHEALTHY */
  mend(draft: ChangeDraft, deployment: Deployment): void {
    const reason = reasonToGo(this.world, deployment) ?? (isUnused(this.world, deployment) ? 'UNUSED' : undefined);
    if (reason === undefined) this.planning.repair(draft, deployment);
    else this.planning.destroy(draft, deployment, reason);
  }
}
