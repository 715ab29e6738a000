import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../common/unit-of-work/index.js';
import { Identities } from '../identities.js';
import type { Step, StepContext } from './step.js';

/** Makes the application instance known to the other modules, so that it has rules and can register its services. */
@Injectable()
export class IdentityStep implements Step {
  readonly name = 'identity';

  constructor(
    private readonly identities: Identities,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  run({ instance: { appInstanceId, appName } }: StepContext): Promise<void> {
    return this.unitOfWork.run((transaction) => this.identities.make(transaction, appInstanceId, appName));
  }
}
