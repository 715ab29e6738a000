import { type Fault, refuseFaults } from '../../../common/problem/index.js';
import { isEvent, THRESHOLDS } from '../measurement/conditions.js';
import type { RanConfiguration } from '../types.js';

/** @throws Problem 400 naming the places, if report configurations share an id or lack a threshold that their event needs */
export function checkConfiguration({ reportConfigs = [] }: RanConfiguration): void {
  const faults: Fault[] = [];
  reportConfigs.forEach((config, index) => {
    const place = `/reportConfigs/${index}`;
    if (reportConfigs.findIndex(({ id }) => id === config.id) !== index) faults.push({ place: `${place}/id`, detail: 'is that of another report configuration' });
    const missing = isEvent(config) ? THRESHOLDS[config.trigger].filter((threshold) => config[threshold] === undefined) : [];
    for (const threshold of missing) faults.push({ place, detail: `lacks ${threshold}, which ${config.trigger} needs` });
  });
  refuseFaults(faults);
}
