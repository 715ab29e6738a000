import type { Fault } from '../../../common/problem/index.js';
import type { Area } from '../types.js';
import { polygonFaults } from './polygon-faults.js';

type Sent = Omit<Area, 'areaId'>;

/** What the schema of an area cannot say. */
export function areaFaults({ cells, polygon }: Sent): Fault[] {
  if (cells && polygon) return [{ place: '/polygon', detail: 'must not be there beside cells' }];
  if (!cells && !polygon) return [{ place: '/cells', detail: 'must be there, or polygon' }];
  return polygon ? polygonFaults(polygon, '/polygon') : [];
}
