import { legibleName, type WorkloadNetwork } from '../../../container-runtime/index.js';

/** By which what a cloud has in its engine is told from what other clouds have there. */
export const CLOUD_LABEL = 'openmep.cloud';

/**
 * What an orchestration calls a network is another one on each cloud. The last hyphen sets the two names apart: n-yun on the cloud fog is not yun
 * on the cloud fog-n.
 */
export const cloudNetwork = (cloudId: string, network: string): WorkloadNetwork => ({
  name: `openmep-${legibleName(cloudId)}-${legibleName(network).replaceAll('-', '_')}`,
  labels: { [CLOUD_LABEL]: cloudId },
});
