import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { World } from '../ports/world.js';
import { OVER } from '../world/task-over.js';
import type { Task } from '../world/world-items.js';
import { Admission } from './admission.js';
import { situationOf } from './situation.js';

/** Tells which tasks can be carried out now. Nothing is recorded to find that out. */
@Injectable()
export class Readiness {
  constructor(
    private readonly world: World,
    private readonly admission: Admission,
    private readonly clock: Clock,
  ) {}

  isDue({ taskId }: Task): boolean {
    const situation = situationOf(this.world, taskId);
    if (!situation || OVER.has(situation.task.state)) return false;
    const { task } = situation;
    if (task.state === 'RUNNING') return true;
    if (task.action === 'DESTROY' && this.serves(task)) return false;
    if (task.state === 'QUEUED') return true;
    if (task.nextTryAt !== undefined) return task.nextTryAt <= this.clock.now();
    const { halt, inTheWay } = this.admission.verdictOn(situation);
    return halt?.reason !== task.reason || halt === undefined || inTheWay.length > 0;
  }

  /** Users whom the copy serves are led elsewhere first; those of a cloud or an application that goes are released by whoever removes it. */
  private serves({ deploymentId, cause }: Task): boolean {
    if (cause === 'CLOUD_REMOVED' || cause === 'APPLICATION_REMOVED') return false;
    return this.world.referencesTo(deploymentId).some((reference) => this.world.user(reference)?.servedBy === deploymentId);
  }
}
