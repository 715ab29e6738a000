import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../../common/clock/index.js';
import { Library } from '../ports/library.js';
import { World } from '../ports/world.js';
import { useImages } from '../requirements/image-pins.js';
import { needsOf } from '../requirements/needs.js';
import type { DriftCause, DriftReason } from '../types.js';
import type { ChangeDraft } from '../world/change-draft.js';
import type { Application, Cloud, Deployment, Task } from '../world/world-items.js';
import { artefactFor } from './artefact-for.js';
import { deploymentStates } from './deployment-states.js';
import { DRIFT_STEPS } from './drift-steps.js';
import { taskStates } from './task-states.js';

type DeployCause = Extract<DriftCause, 'ENTERED' | 'AHEAD' | 'REPLACED' | 'REPAIR'>;
export type DestroyCause = Exclude<DriftCause, 'ENTERED' | 'AHEAD' | 'REPAIR'>;

/** Why a DEPLOY task is given up when its copy has to go. */
const REASONS: Record<DestroyCause, DriftReason> = {
  UNUSED: 'NOT_NEEDED',
  REPLACED: 'NOT_NEEDED',
  CLOUD_REMOVED: 'CLOUD_REMOVED',
  APPLICATION_REMOVED: 'APPLICATION_REMOVED',
  CANCELLED: 'BY_OPERATOR',
};

/** Says what is to be recorded when copies come and go. The tasks that do it are carried out as soon as they are recorded. */
@Injectable()
export class Planning {
  private latest = 0;

  constructor(
    private readonly world: World,
    private readonly library: Library,
    private readonly clock: Clock,
  ) {
    world.onChange(({ deployments, tasks }) => {
      for (const { position } of [...(deployments?.put ?? []), ...(tasks?.put ?? [])]) this.latest = Math.max(this.latest, position);
    });
  }

  /** A copy of what is generated of the application now. @param application has artefacts @param userId whose move has caused it */
  deploy(draft: ChangeDraft, { applicationId, requirements, pins, ...application }: Application, cloud: Cloud, cause: DeployCause, userId?: string): Deployment {
    const deployment: Deployment = {
      deploymentId: newId(),
      applicationId,
      cloudId: cloud.cloudId,
      artefact: artefactFor(application, cloud)!,
      needs: needsOf(requirements.orchestration, useImages(requirements, this.knownImages(), pins)),
      state: 'PREPARING',
      since: this.clock.now(),
      position: ++this.latest,
    };
    draft.put('deployments', deployment);
    this.queue(draft, deployment, 'DEPLOY', cause, userId);
    return deployment;
  }

  /** A copy is not there any more as it was: it is made again. @param deployment READY or UNHEALTHY */
  repair(draft: ChangeDraft, deployment: Deployment): void {
    draft.put('deployments', { ...deployment, state: deploymentStates.next(deployment.state, 'be lost'), since: this.clock.now() });
    this.queue(draft, deployment, 'DEPLOY', 'REPAIR');
  }

  /** A copy goes, whatever becomes of it; one that is going already is left. */
  destroy(draft: ChangeDraft, deployment: Deployment, cause: DestroyCause): void {
    if (deployment.state === 'REMOVING') return;
    const open = this.world.openTask(deployment.deploymentId);
    if (open) this.cancel(draft, open, REASONS[cause]);
    draft.put('deployments', { ...deployment, state: deploymentStates.next(deployment.state, 'be removed'), since: this.clock.now() });
    this.queue(draft, deployment, 'DESTROY', cause);
  }

  /** @param task that is not over */
  cancel(draft: ChangeDraft, { nextTryAt: _never, detail: _before, ...task }: Task, reason: DriftReason): void {
    draft.put('tasks', { ...task, state: taskStates.next(task.state, 'cancel'), reason, endedAt: this.clock.now() });
  }

  private queue(draft: ChangeDraft, { deploymentId, applicationId, cloudId }: Deployment, action: Task['action'], cause: DriftCause, userId?: string): void {
    draft.put('tasks', {
      taskId: newId(),
      action,
      applicationId,
      cloudId,
      deploymentId,
      cause,
      ...(userId !== undefined && { userId }),
      state: 'QUEUED',
      step: DRIFT_STEPS[action][0],
      tries: 0,
      createdAt: this.clock.now(),
      position: ++this.latest,
    });
  }

  private knownImages() {
    return { find: (repository: string, tag: string) => this.library.find({ repository, tag }), get: (digest: string) => this.library.get(digest) };
  }
}
