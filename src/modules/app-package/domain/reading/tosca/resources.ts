import type { Json } from '../../../../common/document-text/index.js';
import { json } from './json.js';
import { inAppDTerms } from './names.js';
import type { NodeTemplate } from './service-template.js';

/** Layers as NFV-IFA 011 writes them; TOSCA has them in small letters. */
const LAYERS = new Map(['Ethernet', 'MPLS', 'ODU2', 'IPV4', 'IPV6', 'Pseudo-Wire'].map((layer) => [layer.toLowerCase(), layer]));
const layer = (value: unknown): unknown => LAYERS.get(String(value).toLowerCase()) ?? value;

/** The images of a node (tosca.artifacts.nfv.SwImage). */
export function imagesOf({ name, artifacts }: NodeTemplate): Json[] {
  const images = Object.entries(artifacts).filter(([, artifact]) => json(artifact)['type'] === 'tosca.artifacts.nfv.SwImage');
  return images.map(([key, artifact]) => {
    const { file, properties } = json(artifact);
    const { supportedVirtualisationEnvironments, containerFormat, ...attributes } = json(inAppDTerms(properties));
    return {
      id: images.length === 1 ? name : `${name}-${key}`,
      ...attributes,
      ...(typeof containerFormat === 'string' && { containerFormat: containerFormat.toUpperCase() }),
      ...(supportedVirtualisationEnvironments !== undefined && { supportedVirtualisationEnvironment: supportedVirtualisationEnvironments }),
      swImage: file,
    };
  });
}

/** tosca.nodes.nfv.Vdu.Compute: what it needs is a capability of the node. */
export function virtualCompute({ name, capabilities }: NodeTemplate): Json {
  const { virtualCpu, virtualMemory, computeRequirements } = json(inAppDTerms(json(capabilities['virtual_compute'])['properties']));
  return { virtualComputeDescId: name, virtualCpu: cpu(virtualCpu), virtualMemory, ...(Array.isArray(computeRequirements) && { computeRequirements }) };
}

function cpu(value: unknown): unknown {
  const pinning = json(json(value)['virtualCpuPinning']);
  const policy = pinning['virtualCpuPinningPolicy'];
  return typeof policy === 'string' ? { ...json(value), virtualCpuPinning: { ...pinning, virtualCpuPinningPolicy: policy.toUpperCase() } } : value;
}

/** tosca.nodes.nfv.Vdu.OsContainer. */
export function container(node: NodeTemplate): Json {
  const [image] = imagesOf(node);
  return { osContainerDescId: node.name, ...json(inAppDTerms(node.properties)), ...(image && { swImageDesc: image }) };
}

const STORAGES: Record<string, { typeOfStorage: string; data: string; property: string }> = {
  'tosca.nodes.nfv.Vdu.VirtualBlockStorage': { typeOfStorage: 'BLOCK', data: 'blockStorageData', property: 'virtualBlockStorageData' },
  'tosca.nodes.nfv.Vdu.VirtualObjectStorage': { typeOfStorage: 'OBJECT', data: 'objectStorageData', property: 'virtualObjectStorageData' },
  'tosca.nodes.nfv.Vdu.VirtualFileStorage': { typeOfStorage: 'FILE', data: 'fileStorageData', property: 'virtualFileStorageData' },
};

/** One of the three kinds of storage, undefined if the node is none. */
export function storage({ name, type, properties }: NodeTemplate): Json | undefined {
  const kind = STORAGES[type];
  if (!kind) return undefined;
  const { [kind.property]: data, perVnfcInstance } = json(inAppDTerms(properties));
  return { id: name, typeOfStorage: kind.typeOfStorage, [kind.data]: data, ...(perVnfcInstance !== undefined && { perVnfcInstance }) };
}

/** tosca.nodes.nfv.VduCp. */
export function connectionPoint({ name, properties }: NodeTemplate): Json {
  const { layerProtocol, protocol, cpProtocol = protocol, ...attributes } = json(inAppDTerms(properties));
  const protocols = Array.isArray(cpProtocol) ? cpProtocol.map((one) => ({ ...json(one), associatedLayerProtocol: layer(json(one)['associatedLayerProtocol']) })) : undefined;
  return { cpdId: name, ...attributes, layerProtocol: Array.isArray(layerProtocol) ? layerProtocol.map(layer) : layerProtocol, ...(protocols && { cpProtocol: protocols }) };
}
