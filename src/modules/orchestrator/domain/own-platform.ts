import { Injectable } from '@nestjs/common';
import { Settings } from '../../../config/index.js';
import { Clock } from '../../common/clock/index.js';
import { ApiRoot } from '../../common/links/index.js';
import { PlatformIdentity } from '../../platform/index.js';
import { OwnBaseStations } from './own-base-stations.js';
import type { OrchestratedPlatform, PlatformProfile } from './types.js';

/** This platform, as an orchestrator shows it. */
@Injectable()
export class OwnPlatform {
  private readonly startedAt: string;

  constructor(
    private readonly identity: PlatformIdentity,
    private readonly baseStations: OwnBaseStations,
    private readonly settings: Settings,
    private readonly apiRoot: ApiRoot,
    clock: Clock,
  ) {
    this.startedAt = new Date(clock.now()).toISOString();
  }

  get id(): string {
    return this.identity.id;
  }

  get profile(): PlatformProfile {
    return { platformName: this.identity.name, ...(this.settings.mp3Port !== 0 && { mp3Uri: this.apiRoot.uriOf('mp3') }), baseStations: this.baseStations.all() };
  }

  get shown(): OrchestratedPlatform {
    return { platformId: this.id, ...this.profile, own: true, registeredAt: this.startedAt };
  }
}
