import type { PortProtocol } from '../../../container-runtime/index.js';
import type { OrchestrationProject } from './types.js';

export interface PortMapping {
  service: string;
  /** Where it is in the service's list. */
  index: number;
  outside: number;
  inside: number;
  protocol: PortProtocol;
}

/** Written as port outside, port inside and protocol; tcp if none is given. */
function readPort(text: string): Pick<PortMapping, 'outside' | 'inside' | 'protocol'> {
  const [ports = '', protocol = 'tcp'] = text.split('/');
  const [outside, inside] = ports.split(':').map(Number);
  return { outside: outside!, inside: inside!, protocol: protocol.toUpperCase() as PortProtocol };
}

/** What all services publish. */
export const portMappings = ({ services }: OrchestrationProject): PortMapping[] =>
  Object.entries(services).flatMap(([service, { ports = [] }]) => ports.map((text, index) => ({ service, index, ...readPort(text) })));
