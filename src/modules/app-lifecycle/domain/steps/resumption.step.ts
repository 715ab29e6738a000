import { Injectable } from '@nestjs/common';
import { AppInstances } from '../../../app-instance/index.js';
import { UnitOfWork } from '../../../common/unit-of-work/index.js';
import type { Step, StepContext } from './step.js';

/** The application instance runs again, and its rules take effect. */
@Injectable()
export class ResumptionStep implements Step {
  readonly name = 'resumption';

  constructor(
    private readonly appInstances: AppInstances,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async run({ instance: { appInstanceId } }: StepContext): Promise<void> {
    if (this.appInstances.get(appInstanceId)?.state !== 'STOPPED') return;
    await this.unitOfWork.run((transaction) => this.appInstances.transit(transaction, appInstanceId, 'start again'));
  }
}
