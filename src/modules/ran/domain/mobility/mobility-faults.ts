import type { Fault } from '../../../common/problem/index.js';
import type { Mobility } from '../types.js';

/** What of a mobility contradicts itself. @param place of it, as a JSON Pointer */
export function mobilityFaults(mobility: Mobility, place: string): Fault[] {
  if (mobility.model === 'TRACK') return (mobility.track === undefined) === (mobility.file === undefined) ? [{ place, detail: 'must have exactly one of track and file' }] : [];
  return [];
}
