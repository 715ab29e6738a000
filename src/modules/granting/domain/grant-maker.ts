import { Injectable } from '@nestjs/common';
import { ContainerRuntime } from '../../container-runtime/index.js';
import { HostCapacity } from './host-capacity.js';
import type { Grant, GrantInfo, GrantRequest, ResourceDefinition } from './types.js';

/** Names of the one connection and the one zone in a grant. */
const CONNECTION = 'local';
const ZONE = 'here';

const existing = (resources: ResourceDefinition[]): GrantInfo[] => resources.map(({ id }) => ({ resourceDefinitionId: id }));

/** Says what is granted and where it is (MEC 010-2, 6.2.4.4): on this host. */
@Injectable()
export class GrantMaker {
  constructor(
    private readonly runtime: ContainerRuntime,
    private readonly capacity: HostCapacity,
  ) {}

  make(grantId: string, request: GrantRequest): Grant {
    const { appInstanceId, appLcmOpOccId, addResources, tempResources, removeResources, updateResources, _links } = request;
    const makes = Boolean(addResources?.length || tempResources?.length);
    return {
      id: grantId,
      appInstanceId,
      appLcmOpOccId,
      ...(makes && this.place()),
      ...(addResources && { addResources: this.added(addResources, appInstanceId) }),
      ...(tempResources && { tempResources: this.added(tempResources, appInstanceId) }),
      ...(removeResources && { removeResources: existing(removeResources) }),
      ...(updateResources && { updateResources: existing(updateResources) }),
      _links,
    };
  }

  private place(): Pick<Grant, 'vimConnections' | 'zones'> {
    const { vimType, endpoint } = this.runtime.connection;
    const { zone } = this.capacity;
    return {
      vimConnections: { [CONNECTION]: { id: CONNECTION, vimType, ...(endpoint !== undefined && { interfaceInfo: { endpoint } }) } },
      ...(zone !== undefined && { zones: [{ id: ZONE, zoneId: zone, vimConnectionId: CONNECTION }] }),
    };
  }

  private added(resources: ResourceDefinition[], appInstanceId: string): GrantInfo[] {
    const containerNamespace = this.runtime.namespaceOf(appInstanceId);
    return resources.map(({ id }) => ({
      resourceDefinitionId: id,
      vimConnectionId: CONNECTION,
      ...(this.capacity.zone !== undefined && { zoneId: ZONE }),
      ...(containerNamespace !== undefined && { containerNamespace, mcioConstraints: {} }),
    }));
  }
}
