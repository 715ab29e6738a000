import { Injectable } from '@nestjs/common';
import { AppInstances } from '../../../app-instance/index.js';
import { UnitOfWork } from '../../../common/unit-of-work/index.js';
import type { Step, StepContext } from './step.js';

/** Makes the application instance known to the other modules, so that it has rules and can register its services. */
@Injectable()
export class IdentityStep implements Step {
  readonly name = 'identity';

  constructor(
    private readonly appInstances: AppInstances,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async run({ instance: { appInstanceId, appName } }: StepContext): Promise<void> {
    if (this.appInstances.get(appInstanceId)) return;
    await this.unitOfWork.run((transaction) => this.appInstances.create(transaction, { appInstanceId, appName, origin: 'LIFECYCLE' }));
  }
}
