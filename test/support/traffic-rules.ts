import fc from 'fast-check';
import type { TrafficFilter, TrafficRule } from '../../src/modules/data-plane/domain/data-plane.js';
import type { DataPlaneChange, SteeredRule } from '../../src/modules/data-plane/index.js';

const ADDRESSES = { 4: ['10.0.0.1', '10.0.0.0/30', '10.0.0.2-10.0.0.5', '10.0.0.6'], 6: ['fd00::1', 'fd00::/126', 'fd00::2-fd00::5'] };
const PORTS = ['1', '2-3', '0-2', '4'];

const some = (values: string[]) => fc.subarray(values, { maxLength: 2 });

const filterOf = (family: 4 | 6): fc.Arbitrary<TrafficFilter> =>
  fc.record<TrafficFilter>(
    {
      srcAddress: some(ADDRESSES[family]),
      dstAddress: some(ADDRESSES[family]),
      srcPort: some(PORTS),
      dstPort: some(PORTS),
      protocol: some(['tcp', '17']),
      [family === 4 ? 'dSCP' : 'tC']: family === 4 ? fc.constantFrom(0, 46) : fc.constantFrom(0, 185),
    },
    { requiredKeys: [] },
  );

const interfaces = (family: 4 | 6, count: number) =>
  Array.from({ length: count }, (_unused, index) => ({ interfaceType: 'IP' as const, dstIpAddress: family === 4 ? `10.9.9.${index}` : `fd99::${index}` }));

const ACTIONS: [TrafficRule['action'], number][] = [['DROP', 0], ['PASSTHROUGH', 0], ['FORWARD_DECAPSULATED', 1], ['DUPLICATE_DECAPSULATED', 2]];

const anyRule: fc.Arbitrary<TrafficRule> = fc.constantFrom(4, 6).chain((family) =>
  fc.record({
    filterType: fc.constantFrom('FLOW', 'PACKET'),
    priority: fc.constantFrom(0, 10, 255),
    trafficFilter: fc.array(filterOf(family), { minLength: 1, maxLength: 2 }),
    action: fc.constant('DROP' as const),
    state: fc.constant('ACTIVE' as const),
  }).chain((rule) =>
    fc.constantFrom(...ACTIONS).map(([action, count]) => ({ ...rule, action, ...(count > 0 && { dstInterface: interfaces(family, count) }) })),
  ),
);

/** Of the keys in the order in which the rules were created. */
const KEYS = ['f', 'b', 'd', 'a', 'c', 'e'];

/** Changes of up to six rules that overlap each other in many ways. */
export const anyChange: fc.Arbitrary<DataPlaneChange> = fc
  .record({ put: fc.dictionary(fc.constantFrom(...KEYS), anyRule, { maxKeys: 4 }), remove: fc.subarray(KEYS, { maxLength: 2 }) })
  .map(({ put, remove }) => ({ put: Object.entries(put).map(([key, rule]): SteeredRule => ({ key, order: KEYS.indexOf(key), rule })), remove }));
