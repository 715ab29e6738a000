import { Readable } from 'node:stream';
import { appDFaults } from '../../src/modules/app-package/domain/appd-faults/appd-faults.js';
import { PackageArchive } from '../../src/modules/app-package/domain/reading/package-archive.js';
import { readDescriptor } from '../../src/modules/app-package/domain/reading/descriptor.js';
import { DocumentStructure } from '../../src/modules/app-package/adapters/document-structure.js';
import { ApiDocuments } from '../../src/modules/common/operation/index.js';
import { TOSCA_CONTAINER, TOSCA_FILES, TOSCA_MAIN, TOSCA_TYPES } from '../support/packages/tosca.js';

class Files extends PackageArchive {
  readonly files: ReadonlyMap<string, number>;

  constructor(private readonly content: Record<string, string>) {
    super();
    this.files = new Map(Object.entries(content).map(([path, text]) => [path, Buffer.byteLength(text)]));
  }

  override open(path: string): Promise<Readable> {
    return Promise.resolve(Readable.from([Buffer.from(this.content[path]!)]));
  }

  override close(): void {
    return;
  }
}

const structure = new DocumentStructure(new ApiDocuments());
const read = (files: Record<string, string>, path: string) => readDescriptor(new Files(files), path, structure);

describe('a descriptor in TOSCA', () => {
  it('of a virtual machine is read with what it imports', async () => {
    const { appD, files } = await read(TOSCA_FILES, TOSCA_MAIN);
    expect(files).toEqual([TOSCA_MAIN, TOSCA_TYPES]);
    expect(appD).toEqual({
      appDId: 'b1bb0ce7-ebca-4fa7-95ed-4840d70a1177',
      appName: 'MyMecApp',
      appProvider: 'MyCompany',
      appSoftVersion: '1.0',
      appDVersion: '1.0',
      mecVersion: '2.2.1, 3.1.1',
      appDescription: 'An example',
      appServiceRequired: [{ serName: 'RNIS', version: '1.0', requestedPermissions: ['query'] }],
      appServiceProduced: [
        {
          serName: 'AMS',
          version: '1.0',
          transportsSupported: [
            {
              transport: {
                name: 'REST_HTTP',
                type: 'REST_HTTP',
                protocol: 'HTTP',
                version: '2.0',
                security: { oAuth2Info: { grantTypes: ['OAUTH2_CLIENT_CREDENTIALS'], tokenEndpoint: '/token' } },
              },
              serializers: ['JSON'],
            },
          ],
        },
      ],
      appFeatureRequired: [{ featureName: 'UserApps', version: '1.0' }],
      transportDependencies: [{ transport: { name: 'WEBSOCKET', type: 'WEBSOCKET', protocol: 'WS', version: '13', security: {} }, serializers: ['JSON'], labels: ['test'] }],
      appTrafficRule: [
        {
          trafficRuleId: 'rule1',
          filterType: 'FLOW',
          priority: 1,
          trafficFilter: [{ srcAddress: ['192.168.1.1'], srcPort: ['8080'], protocol: ['udp'], qCI: 1, dSCP: 0, tC: 1 }],
          action: 'FORWARD_DECAPSULATED',
          dstInterface: [{ interfaceType: 'IP', dstIPAddress: '192.0.2.1' }],
        },
      ],
      appDNSRule: [{ dnsRuleId: 'dnsrule1', domainName: 'www.example.com', ipAddressType: 'IP_V4', ipAddress: '192.0.2.1', ttl: 100 }],
      appLatency: { maxLatency: 20_000_000 },
      userContextTransferCapability: { statefulApplication: true, userContextTransferSupport: true },
      appNetworkPolicy: { steeredNetwork: { cellularNetwork: true, 'wi-fiNetwork': false } },
      terminateAppInstanceOpConfig: { minGracefulTerminationTimeout: 60, maxRecommendedGracefulTerminationTimeout: 600 },
      changeAppInstanceStateOpConfig: { minGracefulStopTimeout: 60 },
      virtualComputeDescriptor: {
        virtualComputeDescId: 'Compute',
        virtualCpu: { cpuArchitecture: 'x86', numVirtualCpu: 2, virtualCpuClock: 1800, virtualCpuPinning: { virtualCpuPinningPolicy: 'STATIC' } },
        virtualMemory: { virtualMemSize: 8192, numaEnabled: true },
      },
      virtualStorageDescriptor: [{ id: 'Storage', typeOfStorage: 'BLOCK', blockStorageData: { sizeOfStorage: 1000, rdmaEnabled: true } }],
      swImageDescriptor: [
        {
          id: 'Storage',
          name: 'App',
          version: '1.0',
          checksum: { algorithm: 'sha-256', hash: 'b9c3036539fd7a5f87a1bf38eb05fdde8b556a1a7e664dbeda90ed3cd74b4f9d' },
          containerFormat: 'BARE',
          diskFormat: 'qcow2',
          minDisk: 2,
          minRam: 1073.741824,
          size: 2_000_000_000,
          operatingSystem: 'Linux',
          supportedVirtualisationEnvironment: ['KVM'],
          swImage: 'https://images.example.com/app.qcow2',
        },
      ],
      appExtCpd: [{ cpdId: 'Cp', layerProtocol: ['IPV4'], cpRole: 'leaf', cpProtocol: [{ associatedLayerProtocol: 'IPV4' }], trunkMode: false }],
    });
  });

  it('of containers is read', async () => {
    const { appD } = await read({ 'app.yaml': TOSCA_CONTAINER }, 'app.yaml');
    const image = { id: 'camera', name: 'camera', version: '1.2.0', containerFormat: 'DOCKER', size: 23, swImage: 'Files/images/camera.tar' };
    expect(appD).toEqual({
      appDId: 'camera-appd',
      appName: 'camera',
      appProvider: 'Example',
      appSoftVersion: '1.2.0',
      appDVersion: '1.0',
      mecVersion: '3.1.1',
      appDescription: 'Counts cars',
      osContainerDescriptor: [
        { osContainerDescId: 'camera', name: 'camera', description: 'The only one', requestedCpuResources: 100, requestedMemoryResources: 10.48576, memoryResourceLimit: 100, swImageDesc: image },
      ],
      swImageDescriptor: [image],
      appExtCpd: [{ cpdId: 'cp', layerProtocol: ['IPV4', 'Ethernet'] }],
      mcioIdentificationData: { name: 'camera', type: 'Deployment' },
      mciopId: 'chart',
    });
    expect(appDFaults(appD)).toEqual([]);
  });

  it.each([
    ['no application', TOSCA_CONTAINER.replace('tosca.nodes.mec.MecApp', 'tosca.nodes.nfv.VNF'), /^The descriptor has 0 nodes of the type/],
    ['an import that is not there', `${TOSCA_CONTAINER}imports: [ none.yaml ]`, /^The package lacks the file none\.yaml\.$/],
    ['an import that leads out', `${TOSCA_CONTAINER}imports: [ ../../etc/passwd ]`, /^The package lacks the file etc\/passwd\.$/],
    ['an import of nothing', `${TOSCA_CONTAINER}imports: [ 7 ]`, /^The file app\.yaml has an import that names no file\.$/],
    ['imports that are no list', `${TOSCA_CONTAINER}imports: a.yaml`, /^The imports of the file app\.yaml are no list\.$/],
    ['a size without a unit that is known', TOSCA_CONTAINER.replace('10 MiB', '10 barrels'), /^AppD, \/osContainerDescriptor\/0\/requestedMemoryResources: must be of type number\.$/],
  ])('with %s is refused', async (_what, text, detail) => {
    await expect(read({ 'app.yaml': text }, 'app.yaml')).rejects.toMatchObject({ status: 422, detail: expect.stringMatching(detail) as string });
  });

  it('that imports itself is read once', async () => {
    expect((await read({ 'app.yaml': `${TOSCA_CONTAINER}imports: [ app.yaml ]` }, 'app.yaml')).files).toEqual(['app.yaml']);
  });
});
