import type { TransportDependency } from '../../app-package/index.js';

/** Without a wish, REST with JSON (MEC 010-2, 6.2.1.17). */
const DEFAULT: TransportDependency[] = [
  { transport: { name: 'REST', type: 'REST_HTTP', protocol: 'HTTP', version: '', security: {} }, serializers: ['JSON'], labels: ['default'] },
];

type Transport = Pick<TransportDependency['transport'], 'type' | 'protocol'> & { version: string };

/** Whether a transport that there is serves the one that is needed; a version that is not told does not matter. */
export const serves = (there: Transport, { transport: { type, protocol, version } }: TransportDependency): boolean =>
  there.type === type && there.protocol.toUpperCase() === protocol.toUpperCase() && (version === '' || there.version === version);

/** The transports of one label are needed together; one group is enough (MEC 010-2, 6.2.1.18). */
function groupsOf(dependencies: TransportDependency[]): TransportDependency[][] {
  const labels = [...new Set(dependencies.flatMap(({ labels }) => labels))];
  return labels.map((label) => dependencies.filter(({ labels }) => labels.includes(label)));
}

/** Whether one group is wholly there. */
export const hasOneGroup = (dependencies: TransportDependency[] = [], isThere: (dependency: TransportDependency) => boolean): boolean =>
  groupsOf(dependencies.length > 0 ? dependencies : DEFAULT).some((group) => group.every(isThere));
