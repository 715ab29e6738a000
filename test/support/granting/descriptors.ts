import { type AppD, Descriptors } from '../../../src/modules/granting/index.js';

const image = { id: 'image', name: 'image', version: '1', containerFormat: 'DOCKER', swImage: 'images/image.tar' };

const appD = (appDId: string, attributes: Partial<AppD>): AppD => ({
  appDId,
  appName: 'test',
  appProvider: 'test',
  appSoftVersion: '1',
  appDVersion: '1',
  mecVersion: '3.1.1',
  appDescription: 'test',
  swImageDescriptor: [image],
  appExtCpd: [{ cpdId: 'service', layerProtocol: ['IPV4'] }],
  ...attributes,
});

const container = (osContainerDescId: string, attributes: object = {}) => ({ osContainerDescId, name: osContainerDescId, description: '', swImageDesc: image, ...attributes });

/** A container of 500 thousandths of a CPU and 128 MB. */
export const ANALYTICS = '9b0c6f8e-3d57-4b7a-8a52-7e1d2c4f6a90';
/** Two containers, of which the second says its limits only, with storage and two graphics processors. */
export const LEARNING = 'learning';
/** A virtual machine. */
export const MACHINE = 'machine';
/** Containers on a host with a capability that they cannot do without, and one that they can. */
export const ACCELERATED = 'accelerated';

const capability = (requestedAdditionalCapabilityName: string, supportMandatory: boolean) => ({ requestedAdditionalCapabilityName, supportMandatory, targetPerformanceParameters: [] });

const KNOWN = [
  // As examples/hello-edge describes it, which the examples of the document are about.
  appD('hello-edge', { osContainerDescriptor: [container('web', { cpuResourceLimit: 250, memoryResourceLimit: 32 })], appExtCpd: [{ cpdId: 'web', layerProtocol: ['IPV4'] }] }),
  appD(ANALYTICS, { osContainerDescriptor: [container('analytics', { requestedCpuResources: 500, requestedMemoryResources: 128, cpuResourceLimit: 1000, memoryResourceLimit: 256 })] }),
  appD(LEARNING, {
    osContainerDescriptor: [
      container('teacher', { requestedCpuResources: 1000, requestedEphemeralStorageResources: 1.5, extendedResourceRequests: [{ 'nvidia.com/gpu': 2, note: 'no quantity' }] }),
      container('pupil', { cpuResourceLimit: 500, memoryResourceLimit: 64, ephemeralStorageResourceLimit: 0.5 }),
    ],
    virtualStorageDescriptor: [
      { id: 'block', typeOfStorage: 'BLOCK', blockStorageData: { sizeOfStorage: 10 } },
      { id: 'objects', typeOfStorage: 'OBJECT', objectStorageData: { maxSizeOfStorage: 5 } },
      { id: 'anything', typeOfStorage: 'OBJECT', objectStorageData: {} },
    ],
  }),
  appD(MACHINE, {
    virtualComputeDescriptor: {
      virtualComputeDescId: 'machine',
      virtualCpu: { numVirtualCpu: 4 },
      virtualMemory: { virtualMemSize: 4096 },
      virtualDisk: [{ sizeOfStorage: 20 }, { sizeOfStorage: 4 }],
      requestAdditionalCapabilities: [capability('sriov', true)],
    },
  }),
  appD(ACCELERATED, { osContainerDescriptor: [container('main')], requestAdditionalCapabilities: [capability('fpga', true), capability('dpdk', false)] }),
];

/** What packages would bring. */
export class TestDescriptors extends Descriptors {
  override async find(appDId: string): Promise<AppD | undefined> {
    return KNOWN.find((known) => known.appDId === appDId);
  }
}
