import { Injectable } from '@nestjs/common';
import { log } from '../../../../common/log/index.js';
import { CopyRegistrations } from '../../ports/copy-registrations.js';
import { World } from '../../ports/world.js';
import type { RegistrationLeft } from '../../types.js';
import type { ChangeDraft } from '../../world/change-draft.js';
import { haltOf } from '../halts.js';
import type { Situation } from '../situation.js';
import { type Conclusion, NOTHING_ELSE, Step } from './step.js';

/** Removes the registration, and the rules of the copy with it. A platform that does not do that keeps no containers on the engine: after the tries of the policy it is left. */
@Injectable()
export class DeregistrationStep extends Step<RegistrationLeft | undefined> {
  override readonly name = 'DEREGISTRATION';

  constructor(
    private readonly registrations: CopyRegistrations,
    private readonly world: World,
  ) {
    super();
  }

  override async work({ task, cloud, deployment }: Situation, signal: AbortSignal): Promise<RegistrationLeft | undefined> {
    try {
      await this.registrations.deregister(cloud, deployment);
      return undefined;
    } catch (error) {
      const { reason, goesOn } = haltOf(error, task, this.world.policy().tries);
      const isPlatform = reason === 'PLATFORM_UNREACHABLE' || reason === 'PLATFORM_REFUSES';
      if (signal.aborted || !isPlatform || goesOn !== 'NEVER') throw error;
      log.warn({ err: error, taskId: task.taskId, cloudId: cloud.cloudId, deploymentId: deployment.deploymentId }, 'The platform of a cloud has not ended the registration of a copy; the copy is removed without that.');
      return reason;
    }
  }

  override conclude(_draft: ChangeDraft, _situation: Situation, registrationLeft: RegistrationLeft | undefined): Conclusion {
    return registrationLeft === undefined ? NOTHING_ELSE : { noted: { registrationLeft } };
  }
}
