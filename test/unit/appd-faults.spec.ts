import { appDFaults } from '../../src/modules/app-package/domain/appd-faults/appd-faults.js';
import type { AppD } from '../../src/modules/app-package/domain/types.js';
import { descriptor, imageDescriptor } from '../support/packages/package-file.js';

const faultsOf = (changes: object) => appDFaults(descriptor(changes) as unknown as AppD).map(({ place, detail }) => `${place}: ${detail}`);

const machine = { virtualComputeDescId: 'vm', virtualCpu: { numVirtualCpu: 1 }, virtualMemory: { virtualMemSize: 1 } };
const inMachine = (changes: object = {}) => ({
  virtualComputeDescriptor: machine,
  osContainerDescriptor: undefined,
  mcioIdentificationData: undefined,
  swImageDescriptor: [imageDescriptor({ diskFormat: 'qcow2', minDisk: 1, minRam: 1 })],
  ...changes,
});

const rule = (changes: object = {}) => ({ trafficRuleId: 'r', filterType: 'FLOW', priority: 1, trafficFilter: [{}], action: 'DROP', ...changes });
const to = (...dstInterface: object[]) => ({ action: dstInterface.length === 2 ? 'DUPLICATE_DECAPSULATED' : 'PASSTHROUGH', dstInterface });
const ip = { interfaceType: 'IP', dstIPAddress: '192.0.2.1' };
const tunnelInfo = { tunnelType: 'GTP-U', tunnelDstAddress: '192.0.2.1', tunnelSrcAddress: '2001:db8::1' };
const rules = (...list: object[]) => ({ appTrafficRule: list });
const transport = (changes: object = {}) => ({ transport: { name: 'REST', type: 'REST_HTTP', protocol: 'HTTP', version: '1.1', security: {}, ...changes }, serializers: ['JSON'], labels: ['a'] });
const oAuth2 = (oAuth2Info: object) => transport({ security: { oAuth2Info } });
const storage = (changes: object) => ({ virtualStorageDescriptor: [{ id: 's', typeOfStorage: 'BLOCK', ...changes }] });

describe('a descriptor', () => {
  it.each([
    ['of containers', {}],
    ['of a machine', inMachine()],
    ['with empty lists', inMachine({ osContainerDescriptor: [], logicalNode: [], requestAdditionalCapabilities: [] })],
    ['with rules', rules(rule(), rule({ trafficRuleId: 's', ...to(ip) }), rule({ trafficRuleId: 't', ...to({ interfaceType: 'TUNNEL', tunnelInfo }, { interfaceType: 'MAC', srcMACAddress: 'a', dstMACAddress: 'b' }) }))],
    ['with transports', { transportDependencies: [transport(), oAuth2({ grantTypes: ['OAUTH2_CLIENT_CREDENTIALS'], tokenEndpoint: '/t' })] }],
    ['with storage', storage({ blockStorageData: { sizeOfStorage: 1 } })],
    ['with a state', { userContextTransferCapability: { statefulApplication: true, userContextTransferSupport: false } }],
    ['without a state', { userContextTransferCapability: { statefulApplication: false } }],
  ])('%s is right', (_what, changes) => {
    expect(faultsOf(changes)).toEqual([]);
  });

  it.each([
    [inMachine({ mcioIdentificationData: { name: 'a', type: 'b' } }), '/mcioIdentificationData: is for applications with an osContainerDescriptor only'],
    [inMachine({ logicalNode: [{}] }), '/logicalNode: is for applications with an osContainerDescriptor only'],
    [inMachine({ swImageDescriptor: [imageDescriptor()] }), '/swImageDescriptor/0: lacks the attribute diskFormat, which the image of a virtual machine has'],
    [inMachine({ swImageDescriptor: ['a', 'b'].map((id) => imageDescriptor({ id, diskFormat: 'q', minDisk: 1 })) }), '/swImageDescriptor: must have exactly one image for a virtual machine; there are 2'],
    [{ swImageDescriptor: [imageDescriptor({ minRam: 1 })] }, '/swImageDescriptor/0/minRam: is for images of virtual machines only'],
    [rules(rule({ dstInterface: [ip] })), '/appTrafficRule/0/dstInterface: DROP needs none, there is 1'],
    [rules(rule({ action: 'DUPLICATE_ENCAPSULATED' })), '/appTrafficRule/0/dstInterface: DUPLICATE_ENCAPSULATED needs exactly two, there are 0'],
    [rules(rule(to({ interfaceType: 'MAC', dstMACAddress: 'a' }))), '/appTrafficRule/0/dstInterface/0: lacks the attribute srcMACAddress, which an interface of type MAC has'],
    [rules(rule(to({ ...ip, tunnelInfo }))), '/appTrafficRule/0/dstInterface/0/tunnelInfo: is not for an interface of type IP'],
    [rules(rule(to({ interfaceType: 'IP', dstIPAddress: 'edge' }))), '/appTrafficRule/0/dstInterface/0/dstIPAddress: must be an IPv4 or IPv6 address'],
    [{ transportDependencies: [transport({ protocol: 'QUIC' })] }, '/transportDependencies/0/transport/protocol: must be "HTTP" for a REST_HTTP transport'],
    [{ transportDependencies: [oAuth2({ grantTypes: ['OAUTH2_CLIENT_CREDENTIALS'] })] }, '/transportDependencies/0/transport/security/oAuth2Info: lacks the attribute tokenEndpoint, which only OAUTH2_IMPLICIT_GRANT does without'],
    [
      { appServiceRequired: [{ serName: 'a', version: '1', serTransportDependencies: [oAuth2({ grantTypes: ['OAUTH2_IMPLICIT_GRANT'] })] }] },
      '/appServiceRequired/0/serTransportDependencies/0/transport/security/oAuth2Info/grantTypes: must include OAUTH2_CLIENT_CREDENTIALS, the only grant that MEC supports',
    ],
    [storage({}), '/virtualStorageDescriptor/0: lacks the attribute blockStorageData, which storage of type BLOCK has'],
    [storage({ blockStorageData: {}, objectStorageData: {} }), '/virtualStorageDescriptor/0/objectStorageData: is not for storage of type BLOCK'],
    [
      storage({ blockStorageData: {}, nfviMaintenanceInfo: { maxNumberOfImpactedInstances: [{}], minNumberOfPreservedInstances: [{}] } }),
      '/virtualStorageDescriptor/0/nfviMaintenanceInfo: has maxNumberOfImpactedInstances and minNumberOfPreservedInstances, which exclude each other',
    ],
    [
      { appExtCpd: [{ cpdId: 'a', layerProtocol: ['IPV4'], virtualNetworkInterfaceRequirements: [{ name: 'a' }] }] },
      '/appExtCpd/0/virtualNetworkInterfaceRequirements/0: must have at least one of standardizedNetworkInterfaceRequirements, networkInterfaceRequirements, nicIoRequirements',
    ],
    [{ userContextTransferCapability: { statefulApplication: true } }, '/userContextTransferCapability: lacks the attribute userContextTransferSupport, which a stateful application has'],
    [{ userContextTransferCapability: { statefulApplication: false, userContextTransferSupport: false } }, '/userContextTransferCapability/userContextTransferSupport: is for stateful applications only'],
    [{ appExtCpd: ['a', 'a'].map((cpdId) => ({ cpdId, layerProtocol: ['IPV4'] })) }, '/appExtCpd/1/cpdId: is a, as another is'],
  ])('is wrong with %j', (changes, fault) => {
    expect(faultsOf(changes)).toContain(fault);
  });
});
