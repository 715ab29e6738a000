import type { AppD, TransportDependency } from '../../src/modules/app-package/index.js';
import { trafficRuleOf } from '../../src/modules/app-lifecycle/domain/rules-of-descriptor.js';
import { hasOneGroup, serves } from '../../src/modules/app-lifecycle/domain/transport-groups.js';
import { containersOf, descriptorFor, portsOf } from '../../src/modules/app-lifecycle/domain/workload-of-descriptor.js';
import { descriptor } from '../support/packages/package-file.js';
import { refusalOf } from '../support/refusal-of.js';

const APP_D = descriptor() as unknown as AppD;
const CONTAINER = APP_D.osContainerDescriptor![0]!;

describe('a traffic rule of a descriptor', () => {
  const RULE = { trafficRuleId: 'a', filterType: 'FLOW', priority: 1, trafficFilter: [{ srcAddress: [], dSCP: 0, uri: [] }] } as const;
  const tunnel = { interfaceType: 'TUNNEL', tunnelInfo: { tunnelType: 'GTP-U', tunnelDstAddress: '192.0.2.1', tunnelSrcAddress: '192.0.2.2', tunnelSpecificData: { teid: 1 } } } as const;
  const mac = { interfaceType: 'MAC', srcMACAddress: '02:00:00:00:00:01', dstMACAddress: '02:00:00:00:00:02' } as const;
  const asMec011 = [
    { interfaceType: 'TUNNEL', tunnelInfo: { tunnelType: 'GTP_U', tunnelDstAddress: '192.0.2.1', tunnelSrcAddress: '192.0.2.2' } },
    { interfaceType: 'MAC', srcMacAddress: '02:00:00:00:00:01', dstMacAddress: '02:00:00:00:00:02' },
  ];

  it.each([
    ['DROP', [], {}],
    ['PASSTHROUGH', [mac], { dstInterface: asMec011[1] }],
    ['DUPLICATE_DECAPSULATED', [tunnel, mac], { dstInterface: asMec011 }],
  ] as const)('%s becomes one of MEC 011', (action, dstInterface, expected) => {
    const rule = trafficRuleOf({ ...structuredClone(RULE), action, dstInterface: structuredClone(dstInterface) } as unknown as Parameters<typeof trafficRuleOf>[0]);
    expect(rule).toEqual({ filterType: 'FLOW', priority: 1, trafficFilter: [{ dSCP: 0 }], action, state: 'ACTIVE', ...expected });
  });

  it.each(['uri', 'packetLabel'])('that goes by %s cannot be one', (name) => {
    const { status, detail } = refusalOf(() => trafficRuleOf({ ...RULE, action: 'DROP', trafficFilter: [{ [name]: ['x'] }] }));
    expect([status, detail]).toEqual([422, `The traffic rule a goes by ${name}, for which a traffic rule of MEC 011 has no attribute.`]);
  });
});

describe('the transports of a dependency', () => {
  const needed = (type: string, labels: string[]): TransportDependency =>
    ({ transport: { name: type, type, protocol: 'P', version: '1', security: {} }, serializers: ['JSON'], labels }) as TransportDependency;
  const having = (...types: string[]) => (dependency: TransportDependency) => types.includes(dependency.transport.type);
  const DEPENDENCIES = [needed('RPC', ['a']), needed('WEBSOCKET', ['a', 'b']), needed('MB_ROUTING', ['b'])];

  it.each([
    [[], false],
    [['RPC'], false],
    [['WEBSOCKET'], false],
    [['RPC', 'MB_ROUTING'], false],
    [['RPC', 'WEBSOCKET'], true],
    [['WEBSOCKET', 'MB_ROUTING'], true],
  ])('are enough if one group is there wholly: %j, %s', (there, enough) => {
    expect(hasOneGroup(DEPENDENCIES, having(...there))).toBe(enough);
  });

  it.each([undefined, []])('are REST with JSON where none is named: %j', (dependencies) => {
    const asked: TransportDependency[] = [];
    expect(hasOneGroup(dependencies, (dependency) => asked.push(dependency) > 0)).toBe(true);
    expect(asked).toMatchObject([{ transport: { type: 'REST_HTTP', protocol: 'HTTP' }, serializers: ['JSON'] }]);
  });

  it('are served by one of the same type, protocol and version', () => {
    expect(serves({ type: 'RPC', protocol: 'p', version: '1' }, needed('RPC', []))).toBe(true);
    expect(serves({ type: 'RPC', protocol: 'P', version: '2' }, needed('RPC', []))).toBe(false);
    expect(serves({ type: 'RPC', protocol: 'Q', version: '1' }, needed('RPC', []))).toBe(false);
    expect(serves({ type: 'RPC_STREAMING', protocol: 'P', version: '1' }, needed('RPC', []))).toBe(false);
  });
});

describe('what runs for a descriptor', () => {
  const machine = { virtualComputeDescId: 'machine', virtualCpu: { numVirtualCpu: 1 }, virtualMemory: { virtualMemSize: 1 } };

  it('is as the descriptor says where the request says nothing', () => {
    expect(descriptorFor(APP_D, { osContainerDescriptor: [], virtualStorageDescriptor: [] })).toEqual(APP_D);
  });

  it('is as the request says', () => {
    expect(descriptorFor(APP_D, { osContainerDescriptor: [{ ...CONTAINER, cpuResourceLimit: 1 }] }).osContainerDescriptor).toEqual([{ ...CONTAINER, cpuResourceLimit: 1 }]);
    const replaced = descriptorFor(APP_D, { virtualComputeDescriptor: machine });
    expect([replaced.virtualComputeDescriptor, replaced.osContainerDescriptor]).toEqual([machine, undefined]);
  });

  it('has images, limits and what the platform tells it', () => {
    const container = { ...CONTAINER, requestedCpuResources: 1, cpuResourceLimit: 2, requestedMemoryResources: 3, memoryResourceLimit: 4, ephemeralStorageResourceLimit: 5, extendedResourceRequests: [{ 'nvidia.com/gpu': 2, note: 'x' }], bootData: 'boot' };
    expect(containersOf({ ...APP_D, osContainerDescriptor: [container] }, { 'camera-image': 'openmep/camera' }, { A: 'b' })).toEqual([
      {
        name: 'camera',
        image: 'openmep/camera',
        environment: { A: 'b', OPENMEP_BOOT_DATA: 'boot' },
        resources: { requestedCpuMillis: 1, cpuMillisLimit: 2, requestedMemoryMB: 3, memoryMBLimit: 4, ephemeralStorageGBLimit: 5, extended: { 'nvidia.com/gpu': 2 } },
      },
    ]);
    expect(refusalOf(() => containersOf(APP_D, {}, {})).status).toBe(422);
  });

  it('is reached at the ports of its descriptor, each once', () => {
    const port = { name: 'http', protocol: 'TCP', port: 80, portConfigurable: false } as const;
    const cpd = { cpdId: 'a', layerProtocol: ['IPV4' as const], additionalServiceData: [{ portData: [port, { ...port, protocol: 'UDP' as const }, port] }] };
    expect(portsOf({ ...APP_D, appExtCpd: [cpd] })).toEqual([{ port: 80, protocol: 'TCP' }, { port: 80, protocol: 'UDP' }]);
  });
});
