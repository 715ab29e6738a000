import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../../config/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { PlatformRepository } from './platform-repository.js';

/** Who this platform is; the same after every restart. */
@Injectable()
export class PlatformIdentity {
  private platformId = '';

  constructor(
    private readonly repository: PlatformRepository,
    private readonly settings: Settings,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('load', () => this.load());
  }

  get id(): string {
    return this.platformId;
  }

  get name(): string {
    return this.settings.platformName;
  }

  /** A UUID for a thing of the platform itself, always the same for the same thing (RFC 9562, version 8). */
  uuidFor(kind: string, name: string): string {
    const hex = createHash('sha256').update(`${this.platformId}/${kind}/${name}`).digest('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
  }

  private async load(): Promise<void> {
    this.platformId = this.settings.platformId ?? (await this.repository.idOrStore(randomUUID()));
  }
}
