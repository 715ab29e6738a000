import type { Fault } from '../../../common/problem/index.js';
import type { Mobility } from '../types.js';

/** What of a mobility contradicts itself. @param place of it, as a JSON Pointer */
export function mobilityFaults(mobility: Mobility, place: string): Fault[] {
  if (mobility.model === 'TRACK' && (mobility.track === undefined) === (mobility.file === undefined)) return [{ place, detail: 'must have exactly one of track and file' }];
  if (mobility.model === 'RANDOM_WAY_POINT' && mobility.minimumSpeed > mobility.maximumSpeed) return [{ place: `${place}/minimumSpeed`, detail: 'must not be above maximumSpeed' }];
  return [];
}
