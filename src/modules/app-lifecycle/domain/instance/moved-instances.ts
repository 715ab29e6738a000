import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { Lanes } from '../../../common/lanes/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { startRounds } from '../../../common/rounds/index.js';
import { UnitOfWork } from '../../../common/unit-of-work/index.js';
import type { InterfaceAddress } from '../types.js';
import { InstanceRepository } from './instance-repository.js';
import { Whereabouts } from './whereabouts.js';

const EVERY_MS = 10_000;

const isSame = (one: InterfaceAddress[], other: InterfaceAddress[]): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Application instances that are reached elsewhere than before: an engine that starts a container again by itself may give it other ports. */
@Injectable()
export class MovedInstances {
  constructor(
    private readonly instances: InstanceRepository,
    private readonly whereabouts: Whereabouts,
    private readonly lanes: Lanes,
    private readonly unitOfWork: UnitOfWork,
    clock: Clock,
    lifecycle: Lifecycle,
  ) {
    startRounds(clock, lifecycle, { everyMs: EVERY_MS, work: () => this.find(), complaint: 'Where applications are reached could not be found out; trying again.' });
  }

  private async find(): Promise<void> {
    for (const { appInstanceId, state, addresses } of await this.instances.all()) {
      if (state !== 'STARTED' || addresses.length === 0 || this.lanes.isBusy(appInstanceId)) continue;
      const found = await this.whereabouts.of(appInstanceId);
      // One that is just being started again is reached nowhere for a moment.
      if (found.length > 0 && !isSame(found, addresses)) await this.record(appInstanceId, found);
    }
  }

  /** Unless it has been stopped meanwhile. */
  private async record(appInstanceId: string, addresses: InterfaceAddress[]): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      const instance = await this.instances.lock(transaction, appInstanceId);
      if (instance?.state === 'STARTED') await this.instances.update(transaction, { ...instance, addresses });
    });
  }
}
