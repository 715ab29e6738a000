import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../common/unit-of-work/index.js';
import { Identities } from '../identities.js';
import type { Step, StepContext } from './step.js';

/** The application instance runs again, and its rules take effect. */
@Injectable()
export class ResumptionStep implements Step {
  readonly name = 'resumption';

  constructor(
    private readonly identities: Identities,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  run({ instance: { appInstanceId } }: StepContext): Promise<void> {
    return this.unitOfWork.run((transaction) => this.identities.resume(transaction, appInstanceId));
  }
}
