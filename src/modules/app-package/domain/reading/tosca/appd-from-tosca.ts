import { isObject, type Json } from '../../../../common/document-text/index.js';
import { broken } from '../broken.js';
import { json } from './json.js';
import { inAppDTerms } from './names.js';
import { connectionPoint, container, imagesOf, storage, virtualCompute } from './resources.js';
import type { NodeTemplate, ServiceTemplate } from './service-template.js';

/** Attributes that NFV has under another name (MEC 037, table 5.2.2-1). */
const NFV_NAMES: Record<string, string> = {
  descriptorId: 'appDId',
  productName: 'appName',
  provider: 'appProvider',
  softwareVersion: 'appSoftVersion',
  descriptorVersion: 'appDVersion',
  productInfoName: 'appInfoName',
  productInfoDescription: 'appDescription',
};

/** Attributes that are the application's own properties. */
const OWN = [
  'mecVersion', 'appServiceRequired', 'appServiceOptional', 'appServiceProduced', 'appFeatureRequired', 'appFeatureOptional', 'transportDependencies',
  'appTrafficRule', 'appDNSRule', 'appLatency', 'userContextTransferCapability',
];

/** Attributes of the unit that the containers are deployed as. */
const OF_UNIT: Record<string, string> = {
  mcioIdentificationData: 'mcioIdentificationData',
  logicalNode: 'logicalNode',
  requestedAdditionalCapabilities: 'requestAdditionalCapabilities',
  mcioConstraintParams: 'mcioConstraintParams',
};

const renamed = (attributes: Json, names: Record<string, string>): Json =>
  Object.fromEntries(Object.entries(names).filter(([name]) => attributes[name] !== undefined).map(([name, attribute]) => [attribute, attributes[name]]));

function application({ properties }: NodeTemplate): Json {
  const attributes = json(inAppDTerms(properties));
  const { terminate, operate } = json(attributes['lcmOperationsConfiguration']);
  const network = json(attributes['appNetworkPolicy']);
  return {
    ...renamed(attributes, NFV_NAMES),
    ...renamed(attributes, Object.fromEntries(OWN.map((name) => [name, name]))),
    ...(Object.keys(network).length > 0 && { appNetworkPolicy: 'steeredNetwork' in network ? network : { steeredNetwork: network } }),
    ...(isObject(terminate) && 'minGracefulTerminationTimeout' in terminate && { terminateAppInstanceOpConfig: terminate }),
    ...(isObject(operate) && 'minGracefulStopTimeout' in operate && { changeAppInstanceStateOpConfig: operate }),
  };
}

/** The descriptor that a TOSCA service template describes (MEC 037, 5.2.2), under the names of MEC 010-2. @throws Problem 422 unless it has one application */
export function appDFromTosca({ nodes, isA }: ServiceTemplate): Json {
  const of = (type: string) => nodes.filter((node) => isA(node.type, type));
  const [app, ...others] = of('tosca.nodes.mec.MecApp');
  if (!app || others.length > 0) throw broken(`The descriptor has ${others.length + (app ? 1 : 0)} nodes of the type tosca.nodes.mec.MecApp, or derived from it; it takes one.`);
  const [compute] = of('tosca.nodes.nfv.Vdu.Compute');
  const containers = of('tosca.nodes.nfv.Vdu.OsContainer');
  const [unit] = of('tosca.nodes.nfv.Vdu.OsContainerDeployableUnit');
  const [mciop] = of('tosca.nodes.nfv.Mciop');
  const storages = nodes.map(storage).filter((one) => one !== undefined);
  return {
    ...application(app),
    ...(compute && { virtualComputeDescriptor: virtualCompute(compute) }),
    ...(containers.length > 0 && { osContainerDescriptor: containers.map(container) }),
    swImageDescriptor: nodes.flatMap(imagesOf),
    ...(storages.length > 0 && { virtualStorageDescriptor: storages }),
    appExtCpd: of('tosca.nodes.nfv.VduCp').map(connectionPoint),
    ...(unit && renamed(json(inAppDTerms(unit.properties)), OF_UNIT)),
    ...(mciop && { mciopId: mciop.name }),
  };
}
