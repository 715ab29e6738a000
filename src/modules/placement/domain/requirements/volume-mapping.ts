import { posix } from 'node:path';
import type { OrchestrationProject } from './types.js';

const FOLDER = './';

export interface VolumeMapping {
  service: string;
  /** Where it is in the service's list. */
  index: number;
  /** A relative folder, beginning with `./`, or a volume of the orchestration. */
  source: string;
  /** Absolute, without a slash at its end. */
  path: string;
  readOnly: boolean;
}

export const isFolder = (source: string): boolean => source.startsWith(FOLDER);

/** What a folder is called without what makes it relative; the name itself of a volume. */
export const plainName = (source: string): string => (isFolder(source) ? source.slice(FOLDER.length) : source);

/** Written as source, path inside and `ro` if it may not be written. */
function readVolume(text: string): Pick<VolumeMapping, 'source' | 'path' | 'readOnly'> {
  const [source = '', path = '', access] = text.split(':');
  return { source, path: posix.join(path, '.'), readOnly: access === 'ro' };
}

/** What all services keep. */
export const volumeMappings = ({ services }: OrchestrationProject): VolumeMapping[] =>
  Object.entries(services).flatMap(([service, { volumes = [] }]) => volumes.map((text, index) => ({ service, index, ...readVolume(text) })));
