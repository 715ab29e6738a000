import type { Fault } from '../../../common/problem/index.js';
import { imageFaults } from './image-faults.js';
import { keyFaults } from './key-faults.js';
import { portFaults } from './port-faults.js';
import { serviceFaults } from './service-faults.js';
import type { RequirementInformation } from './types.js';
import { volumeFaults } from './volume-faults.js';

/** Everything that is wrong with requirement information which is as its schema demands; `place` is the JSON Pointer to it. */
export function requirementFaults(requirements: RequirementInformation, place = '/requirements'): Fault[] {
  const { orchestration } = requirements;
  const below = `${place}/orchestration`;
  return [
    ...keyFaults(orchestration, below),
    ...imageFaults(requirements, place),
    ...serviceFaults(orchestration, below),
    ...portFaults(orchestration, below),
    ...volumeFaults(orchestration, below),
  ];
}
