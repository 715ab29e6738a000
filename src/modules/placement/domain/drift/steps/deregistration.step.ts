import { Injectable } from '@nestjs/common';
import { CopyRegistrations } from '../../ports/copy-registrations.js';
import type { Situation } from '../situation.js';
import { type Conclusion, NOTHING_ELSE, Step } from './step.js';

/** Removes the registration, and the rules of the copy with it. */
@Injectable()
export class DeregistrationStep extends Step<void> {
  override readonly name = 'DEREGISTRATION';

  constructor(private readonly registrations: CopyRegistrations) {
    super();
  }

  override work({ cloud, deployment }: Situation): Promise<void> {
    return this.registrations.deregister(cloud, deployment);
  }

  override conclude(): Conclusion {
    return NOTHING_ELSE;
  }
}
