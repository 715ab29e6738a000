import { type Fault, memberOf } from '../../../common/problem/index.js';
import { type PortMapping, portMappings } from './port-mapping.js';
import type { OrchestrationProject } from './types.js';

const MOST = 65_535;

const isPort = (port: number): boolean => port >= 1 && port <= MOST;

function repeated(mappings: PortMapping[], side: 'outside' | 'inside', placeOf: (mapping: PortMapping) => string): Fault[] {
  const first = new Map<string, PortMapping>();
  return mappings.flatMap((mapping) => {
    const key = `${mapping[side]}/${mapping.protocol.toLowerCase()}`;
    const other = first.get(key);
    first.set(key, other ?? mapping);
    return other ? [{ place: placeOf(mapping), detail: `has the port ${side} ${key}, which ${placeOf(other)} has` }] : [];
  });
}

/** What is wrong with what the services publish. They share one address, so each port inside is one service's, too. */
export function portFaults(project: OrchestrationProject, place: string): Fault[] {
  const mappings = portMappings(project);
  const placeOf = ({ service, index }: PortMapping) => `${memberOf(`${place}/services`, service)}/ports/${index}`;
  const outOfRange = mappings.filter(({ outside, inside }) => !isPort(outside) || !isPort(inside));
  return [
    ...outOfRange.map((mapping) => ({ place: placeOf(mapping), detail: `must have ports from 1 to ${MOST}` })),
    ...repeated(mappings, 'outside', placeOf),
    ...repeated(mappings, 'inside', placeOf),
  ];
}
