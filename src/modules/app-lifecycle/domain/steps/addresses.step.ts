import { Injectable } from '@nestjs/common';
import { Whereabouts } from '../instance/whereabouts.js';
import type { Findings } from '../operation/lifecycle-operation.js';
import type { Step, StepContext } from './step.js';

/** Learns where other applications reach this one. */
@Injectable()
export class AddressesStep implements Step {
  readonly name = 'addresses';

  constructor(private readonly whereabouts: Whereabouts) {}

  async run({ instance, signal }: StepContext): Promise<Findings> {
    return { addresses: await this.whereabouts.of(instance.appInstanceId, signal) };
  }
}
