import { type Fault, memberOf } from '../../../common/problem/index.js';
import type { OrchestrationProject } from './types.js';
import { isFolder, plainName, type VolumeMapping, volumeMappings } from './volume-mapping.js';

function sourceFaults({ source }: VolumeMapping, volumes: object): string[] {
  const isVolume = Object.hasOwn(volumes, plainName(source));
  if (isFolder(source)) return isVolume ? ['names a folder as a volume of the orchestration is named'] : [];
  return isVolume ? [] : ['names no volume of the orchestration'];
}

function pathFaults({ service, index, path }: VolumeMapping, mappings: VolumeMapping[]): string[] {
  if (path === '/') return ['must not take the place of the root folder'];
  const isTaken = mappings.some((other) => other.service === service && other.index < index && other.path === path);
  return isTaken ? [`puts a second volume at ${path}`] : [];
}

function fileFaults({ 'x-openmep-files': files = [] }: OrchestrationProject, mappings: VolumeMapping[], place: string): Fault[] {
  const folders = new Set(mappings.map(({ source }) => source));
  return files.flatMap(({ to }, index) => [
    ...(folders.has(to) ? [] : ['names no folder that a service has as a volume']),
    ...(files.findIndex((other) => other.to === to) < index ? ['names a folder that has files already'] : []),
  ].map((detail) => ({ place: `${place}/x-openmep-files/${index}/to`, detail })));
}

/** What is wrong with volumes and the files in them. */
export function volumeFaults(project: OrchestrationProject, place: string): Fault[] {
  const mappings = volumeMappings(project);
  const ofMappings = mappings.flatMap((mapping) => {
    const where = `${memberOf(`${place}/services`, mapping.service)}/volumes/${mapping.index}`;
    return [...sourceFaults(mapping, project.volumes ?? {}), ...pathFaults(mapping, mappings)].map((detail) => ({ place: where, detail }));
  });
  return [...ofMappings, ...fileFaults(project, mappings, place)];
}
