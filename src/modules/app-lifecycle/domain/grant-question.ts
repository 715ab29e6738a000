import type { AppD } from '../../app-package/index.js';
import type { RuntimeConnection } from '../../container-runtime/index.js';
import type { GrantRequest } from '../../granting/index.js';
import type { LifecycleOperation } from './operation/lifecycle-operation.js';

type ResourceDefinition = NonNullable<GrantRequest['addResources']>[number];

/** The resources that a descriptor asks for (MEC 010-2, 6.2.4.3). */
function resourcesOf({ virtualComputeDescriptor, osContainerDescriptor = [], virtualStorageDescriptor = [], appExtCpd }: AppD): ResourceDefinition[] {
  const containers = osContainerDescriptor.map(({ osContainerDescId }) => osContainerDescId);
  return [
    ...(virtualComputeDescriptor ? [{ id: 'machine', type: 'COMPUTE' as const, resourceTemplateId: [virtualComputeDescriptor.virtualComputeDescId] }] : []),
    ...(containers.length > 0 ? [{ id: 'containers', type: 'OSCONTAINER' as const, resourceTemplateId: containers }] : []),
    ...virtualStorageDescriptor.map(({ id }) => ({ id: `storage-${id}`, type: 'STORAGE' as const, resourceTemplateId: [id] })),
    ...appExtCpd.map(({ cpdId }) => ({ id: `port-${cpdId}`, type: 'LINKPORT' as const, resourceTemplateId: [cpdId] })),
  ];
}

/** Resources that are there are named by where they are. */
const existing = (resources: ResourceDefinition[], { vimType, endpoint }: RuntimeConnection, appInstanceId: string): ResourceDefinition[] =>
  resources.map((resource) => ({
    ...resource,
    resource: { vimConnectionInfo: { id: 'local', vimType, ...(endpoint !== undefined && { interfaceInfo: { endpoint } }) }, resourceId: `${appInstanceId}/${resource.id}` },
  }));

/** What an operation asks for; nothing if it needs no resources beside those that there are. */
export function grantQuestion(operation: LifecycleOperation, appD: AppD, connection: RuntimeConnection, links: GrantRequest['_links']): GrantRequest | undefined {
  const { appInstanceId, appLcmOpOccId, lcmOperation } = operation;
  const asked = { appInstanceId, appLcmOpOccId, appDId: appD.appDId, _links: links };
  if (lcmOperation === 'INSTANTIATE') return { ...asked, operation: 'INSTANTIATE', addResources: resourcesOf(appD) };
  if (lcmOperation === 'TERMINATE') return { ...asked, operation: 'TERMINATE', removeResources: existing(resourcesOf(appD), connection, appInstanceId) };
  return undefined;
}
