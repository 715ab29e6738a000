import { Injectable } from '@nestjs/common';
import { Clock } from '../../../../common/clock/index.js';
import { CloudRuntimes } from '../../ports/cloud-runtimes.js';
import { CopyRegistrations } from '../../ports/copy-registrations.js';
import { World } from '../../ports/world.js';
import type { ChangeDraft } from '../../world/change-draft.js';
import { type CopyPlace, CopyPlaces } from '../copy-places.js';
import { deploymentStates } from '../deployment-states.js';
import { NotHealthy } from '../not-healthy.js';
import type { Situation } from '../situation.js';
import { type Conclusion, Step } from './step.js';

/** Registers the copy as an application at its address; with that it is READY. */
@Injectable()
export class RegistrationStep extends Step<CopyPlace> {
  override readonly name = 'REGISTRATION';

  constructor(
    private readonly runtimes: CloudRuntimes,
    private readonly registrations: CopyRegistrations,
    private readonly places: CopyPlaces,
    private readonly world: World,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async work(situation: Situation, signal: AbortSignal): Promise<CopyPlace> {
    const { deployment, cloud, application } = situation;
    const place = await this.placeOf(situation, signal);
    await this.registrations.register(cloud, { ...deployment, ...place }, application.appName);
    return place;
  }

  override conclude(draft: ChangeDraft, { deployment }: Situation, place: CopyPlace): Conclusion {
    const { address: _before, ...rest } = deployment;
    draft.put('deployments', { ...rest, ...place, state: deploymentStates.next(deployment.state, 'be ready'), since: this.clock.now() });
    return { concerned: { users: this.world.referencesTo(deployment.deploymentId) } };
  }

  private async placeOf({ deployment, cloud, application }: Situation, signal: AbortSignal): Promise<CopyPlace> {
    const runtime = await this.runtimes.of(cloud);
    if (runtime.name === 'none') return this.places.told(cloud, application);
    const status = await runtime.inspect(deployment.deploymentId, signal);
    const place = status && this.places.of(status, cloud, application, runtime);
    if (!place) throw new NotHealthy('The copy has gone after its checks had passed.');
    return place;
  }
}
