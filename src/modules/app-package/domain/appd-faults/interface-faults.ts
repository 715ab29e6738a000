import type { Fault } from '../../../common/problem/index.js';
import type { AppD } from '../types.js';

const REQUIREMENTS = ['standardizedNetworkInterfaceRequirements', 'networkInterfaceRequirements', 'nicIoRequirements'] as const;

/** NFV-IFA 011, 7.1.6.6.2: requirements on an interface say at least something. */
export const interfaceFaults = ({ appExtCpd }: AppD): Fault[] =>
  appExtCpd.flatMap(({ virtualNetworkInterfaceRequirements = [] }, point) =>
    virtualNetworkInterfaceRequirements.flatMap((requirements, index) =>
      REQUIREMENTS.some((name) => requirements[name] !== undefined)
        ? []
        : [{ place: `/appExtCpd/${point}/virtualNetworkInterfaceRequirements/${index}`, detail: `must have at least one of ${REQUIREMENTS.join(', ')}` }],
    ),
  );
