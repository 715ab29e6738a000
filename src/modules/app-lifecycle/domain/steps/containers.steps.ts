import { Injectable } from '@nestjs/common';
import { RuleEffects } from '../../../app-rules/index.js';
import { Terminations } from '../../../app-support/index.js';
import { ApiRoot } from '../../../common/links/index.js';
import { ContainerRuntime } from '../../../container-runtime/index.js';
import { PlatformIdentity } from '../../../platform/index.js';
import { containersOf, portsOf } from '../workload-of-descriptor.js';
import type { Step, StepContext } from './step.js';

/** Seconds that containers get to end after the application has been told, or its time was up. */
const GRACE_S = 10;

/** Puts the containers in place, stopped. */
@Injectable()
export class CreationStep implements Step {
  readonly name = 'creation';

  constructor(
    private readonly runtime: ContainerRuntime,
    private readonly identity: PlatformIdentity,
    private readonly apiRoot: ApiRoot,
  ) {}

  async run({ operation, appD, signal }: StepContext): Promise<void> {
    const { appInstanceId, appLcmOpOccId, findings } = operation;
    const environment = { OPENMEP_APP_INSTANCE_ID: appInstanceId, OPENMEP_API_ROOT: this.apiRoot.absolute };
    const containers = containersOf(appD, findings.images ?? {}, environment);
    const { appDId } = appD;
    await this.runtime.create({ platformId: this.identity.id, appInstanceId, appDId, occurrenceId: appLcmOpOccId, containers, ports: portsOf(appD) }, signal);
  }
}

@Injectable()
export class StartStep implements Step {
  readonly name = 'start';

  constructor(private readonly runtime: ContainerRuntime) {}

  run({ instance, signal }: StepContext): Promise<void> {
    return this.runtime.startContainers(instance.appInstanceId, signal);
  }
}

/** Stops the containers. What the application has said or offered after it was told to stop counts no more. */
@Injectable()
export class StopStep implements Step {
  readonly name = 'stop';

  constructor(
    private readonly runtime: ContainerRuntime,
    private readonly terminations: Terminations,
  ) {}

  async run({ operation, signal }: StepContext): Promise<void> {
    const { appInstanceId, startedAt } = operation;
    const isGraceful = operation.lcmOperation === 'OPERATE' && operation.params.stopType === 'GRACEFUL';
    await this.runtime.stopContainers(appInstanceId, isGraceful ? GRACE_S : 0, signal);
    await this.terminations.insist(appInstanceId, 'STOPPING', 0, startedAt);
  }
}

/** Removes the containers, and waits until the rules that went with the application instance have no effect any more. */
@Injectable()
export class RemovalStep implements Step {
  readonly name = 'removal';

  constructor(
    private readonly runtime: ContainerRuntime,
    private readonly ruleEffects: RuleEffects,
  ) {}

  async run({ instance, signal }: StepContext): Promise<void> {
    await this.ruleEffects.settled();
    await this.runtime.remove(instance.appInstanceId, signal);
  }
}
