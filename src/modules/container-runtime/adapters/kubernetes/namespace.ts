import type { V1Namespace } from '@kubernetes/client-node';
import type { Workload } from '../../domain/workload.js';
import { metadataOf, namespaceOf } from './labels.js';

export const toNamespace = (workload: Workload): V1Namespace => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { ...metadataOf(workload), name: namespaceOf(workload.appInstanceId) },
});
