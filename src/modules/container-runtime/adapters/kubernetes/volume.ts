import type { V1ConfigMap, V1PersistentVolumeClaim, V1Volume } from '@kubernetes/client-node';
import type { VolumePlan, Workload } from '../../domain/workload.js';
import { metadataOf } from './labels.js';
import type { VolumeFiles } from './volume-files.js';

/** Of a volume without files; nobody says how much is needed. */
const CLAIMED = '1Gi';

/** A volume with files is a ConfigMap, into which they go; others are claimed. */
export function volumeRendering({ name, files }: VolumePlan): V1ConfigMap | V1PersistentVolumeClaim {
  if (files) return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: CLAIMED } } },
  };
}

export const toPodVolume = ({ name, files }: VolumePlan): V1Volume => (files ? { name, configMap: { name } } : { name, persistentVolumeClaim: { claimName: name } });

/** Names of files are none that a ConfigMap takes. */
const keyOf = (position: number): string => `f${position}`;

/** A volume of an application instance, with what is in it. */
export function toVolumeObject(workload: Workload, volume: VolumePlan, files: VolumeFiles | undefined): V1ConfigMap | V1PersistentVolumeClaim {
  return {
    ...volumeRendering(volume),
    metadata: { ...metadataOf(workload), name: volume.name },
    ...(files && { binaryData: Object.fromEntries(files.map(({ content }, position) => [keyOf(position), content.toString('base64')])) }),
  };
}

/** The same as a pod sees it: each file where it was in the archive. */
export function toFilledVolume(volume: V1Volume, files: VolumeFiles | undefined): V1Volume {
  return files ? { ...volume, configMap: { ...volume.configMap, items: files.map(({ path }, position) => ({ key: keyOf(position), path })) } } : volume;
}
