import { Injectable } from '@nestjs/common';
import { represent, type Representation } from '../../common/operation/index.js';
import type { LifecycleInstance } from '../domain/instance/lifecycle-instance.js';
import { LifecycleLinks } from '../domain/lifecycle-links.js';
import type { AppInstanceInfo } from '../domain/types.js';

/** The tasks that are linked while an application instance has resources, and while it has none (MEC 010-2, 6.2.2.4). */
const TASKS: Record<AppInstanceInfo['instantiationState'], string[]> = {
  INSTANTIATED: ['terminate', 'operate', 'configure_platform_for_app'],
  NOT_INSTANTIATED: ['instantiate'],
};

/** How application instances are shown. */
@Injectable()
export class InstanceRepresentation {
  constructor(private readonly links: LifecycleLinks) {}

  /** All attributes of the application instance (MEC 010-2, 6.2.2.4). */
  info(instance: LifecycleInstance): AppInstanceInfo {
    const { appInstanceId, appInstanceName, appInstanceDescription, state, vimConnectionInfo, addresses } = instance;
    const { appDId, appProvider, appName, appSoftVersion, appDVersion, appPkgId } = instance;
    const instantiationState = state === 'NOT_INSTANTIATED' ? 'NOT_INSTANTIATED' : 'INSTANTIATED';
    const tasks = Object.fromEntries(TASKS[instantiationState].map((task) => [task, { href: this.links.instance(appInstanceId, task) }] as const));
    return {
      id: appInstanceId,
      ...(appInstanceName !== undefined && { appInstanceName }),
      ...(appInstanceDescription !== undefined && { appInstanceDescription }),
      appDId,
      appProvider,
      appName,
      appSoftVersion,
      appDVersion,
      appPkgId,
      ...(vimConnectionInfo && { vimConnectionInfo }),
      instantiationState,
      ...(state !== 'NOT_INSTANTIATED' && { instantiatedAppState: { operationalState: state } }),
      ...(addresses.length > 0 && { communicationInterface: { ipAddresses: addresses } }),
      _links: { self: { href: this.links.instance(appInstanceId) }, ...tasks },
    };
  }

  whole(instance: LifecycleInstance): Representation {
    return represent(this.info(instance));
  }
}
