import { Injectable } from '@nestjs/common';
import { Settings } from '../../../config/index.js';
import { Clock } from '../../common/clock/index.js';
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
    clock: Clock,
  ) {
    this.startedAt = new Date(clock.now()).toISOString();
  }

  get id(): string {
    return this.identity.id;
  }

  get profile(): PlatformProfile {
    const { mp3Uri } = this;
    return { platformName: this.identity.name, ...(mp3Uri !== undefined && { mp3Uri }), baseStations: this.baseStations.all() };
  }

  get shown(): OrchestratedPlatform {
    return { platformId: this.id, ...this.profile, own: true, registeredAt: this.startedAt };
  }

  private get mp3Uri(): string | undefined {
    const { mp3Port, mp3Uri, host } = this.settings;
    if (mp3Port === 0) return undefined;
    return mp3Uri ?? `https://${host.includes(':') ? `[${host}]` : host}:${mp3Port}/mp3/v1`;
  }
}
