import { Injectable } from '@nestjs/common';
import { type ContainerRuntime, ContainerRuntimes } from '../../../container-runtime/index.js';
import { PlatformIdentity } from '../../../platform/index.js';
import { CloudRuntimes } from '../ports/cloud-runtimes.js';
import type { Cloud } from '../world/world-items.js';

/** The engines at which the operator says that clouds are. */
@Injectable()
export class CloudEngines extends CloudRuntimes {
  constructor(
    private readonly runtimes: ContainerRuntimes,
    private readonly identity: PlatformIdentity,
  ) {
    super();
  }

  override of({ runtime }: Cloud): Promise<ContainerRuntime> {
    return this.runtimes.at(runtime);
  }

  override ownerOf({ cloudId }: Cloud): string {
    return `${this.identity.id}/${cloudId}`;
  }
}
