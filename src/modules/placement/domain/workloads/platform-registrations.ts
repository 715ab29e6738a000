import { Injectable } from '@nestjs/common';
import { AppRegistries, type AppRegistry } from '../ports/app-registries.js';
import { CopyRegistrations } from '../ports/copy-registrations.js';
import type { Cloud, Deployment } from '../world/world-items.js';
import { copyInfo, isRegisteredAs } from './copy-info.js';
import { OwnRegistry } from './own-registry.js';

/** Registers copies at the platform at whose base stations their cloud stands: this one, if the operator names no other. */
@Injectable()
export class PlatformRegistrations extends CopyRegistrations {
  constructor(
    private readonly own: OwnRegistry,
    private readonly others: AppRegistries,
  ) {
    super();
  }

  override async register(cloud: Cloud, deployment: Deployment, appName: string): Promise<void> {
    const registry = this.registryOf(cloud);
    const wanted = copyInfo(deployment, appName);
    const found = await registry.find(wanted.appInstanceId);
    if (found && isRegisteredAs(found, wanted)) return;
    const isThere = found !== undefined && (await registry.replace(wanted));
    if (!isThere) await registry.add(wanted);
  }

  override deregister(cloud: Cloud, { deploymentId }: Deployment): Promise<void> {
    return this.registryOf(cloud).remove(deploymentId);
  }

  private registryOf({ platform }: Cloud): AppRegistry {
    return platform ? this.others.at(platform.apiRoot) : this.own;
  }
}
