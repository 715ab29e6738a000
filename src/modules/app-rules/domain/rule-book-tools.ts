import { Injectable } from '@nestjs/common';
import { AppInstances } from '../../app-instance/index.js';
import { Clock } from '../../common/clock/index.js';
import { EventLog } from '../../common/events/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { UnitOfWork } from '../../common/unit-of-work/index.js';
import { RuleRepository } from './rule-repository.js';

/** What every book of rules works with. */
@Injectable()
export class RuleBookTools {
  constructor(
    readonly repository: RuleRepository,
    readonly appInstances: AppInstances,
    readonly eventLog: EventLog,
    readonly unitOfWork: UnitOfWork,
    readonly clock: Clock,
    readonly lifecycle: Lifecycle,
  ) {}
}
