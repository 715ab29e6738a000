import type { V1ObjectMeta } from '@kubernetes/client-node';
import { legibleName } from '../../domain/legible-name.js';
import type { WorkloadRecord } from '../../domain/workload-status.js';
import type { Workload } from '../../domain/workload.js';

const PLATFORM = 'openmep.platform';
const APP_INSTANCE = 'openmep.app-instance';
const APP_D = 'openmep.app-d';
const OCCURRENCE = 'openmep.occurrence';

/** Each application instance has a namespace of its own, in which everything is that it needs. */
export const namespaceOf = (appInstanceId: string): string => `mec-${legibleName(appInstanceId)}`;

/** One deployment and one service in each namespace. */
export const OBJECT_NAME = 'application';

/** By which the pods of the deployment are told from others. */
export const POD_LABELS = { 'openmep.object': OBJECT_NAME };
export const POD_SELECTOR = `openmep.object=${OBJECT_NAME}`;

export const selectorOf = (platformId: string): string => `${PLATFORM}=${legibleName(platformId)}`;

/** What is selected by is a label; values that labels don't take, of any form and length, are annotations. */
export const metadataOf = ({ labels = {}, platformId, appInstanceId, appDId, occurrenceId }: Workload): V1ObjectMeta => ({
  labels: { ...Object.fromEntries(Object.entries(labels).map(([label, value]) => [label, legibleName(value)])), [PLATFORM]: legibleName(platformId), [APP_INSTANCE]: legibleName(appInstanceId) },
  annotations: { ...labels, [PLATFORM]: platformId, [APP_INSTANCE]: appInstanceId, [APP_D]: appDId, [OCCURRENCE]: occurrenceId },
});

export function recordOf({ annotations = {} }: V1ObjectMeta = {}): WorkloadRecord {
  return { appInstanceId: annotations[APP_INSTANCE] ?? '', appDId: annotations[APP_D] ?? '', occurrenceId: annotations[OCCURRENCE] ?? '' };
}
