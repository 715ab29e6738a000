import type { Fault } from '../../../common/problem/index.js';
import { transportFaults as faultsOfAny } from '../../../common/transports/index.js';
import type { AppD, ServiceDependency, TransportDependency, TransportDescriptor } from '../types.js';

/** Those of every transport, and MEC issues tokens for client credentials only (MEC 011, 8.1.5.4). */
function faultsOf(transport: TransportDescriptor, place: string): Fault[] {
  const { grantTypes = [] } = transport.security.oAuth2Info ?? {};
  const lacksCredentials = grantTypes.length > 0 && !grantTypes.includes('OAUTH2_CLIENT_CREDENTIALS');
  return [
    ...faultsOfAny(transport).map((fault) => ({ ...fault, place: `${place}${fault.place}` })),
    ...(lacksCredentials ? [{ place: `${place}/security/oAuth2Info/grantTypes`, detail: 'must include OAUTH2_CLIENT_CREDENTIALS, the only grant that MEC supports' }] : []),
  ];
}

const ofDependencies = (dependencies: TransportDependency[] | undefined, place: string): Fault[] =>
  (dependencies ?? []).flatMap(({ transport }, index) => faultsOf(transport, `${place}/${index}/transport`));

const ofServices = (services: ServiceDependency[] | undefined, place: string): Fault[] =>
  (services ?? []).flatMap(({ serTransportDependencies }, index) => ofDependencies(serTransportDependencies, `${place}/${index}/serTransportDependencies`));

/** What is wrong with the transports that an application needs or offers. */
export const transportFaults = ({ appServiceRequired, appServiceOptional, appServiceProduced = [], transportDependencies }: AppD): Fault[] => [
  ...ofServices(appServiceRequired, '/appServiceRequired'),
  ...ofServices(appServiceOptional, '/appServiceOptional'),
  ...appServiceProduced.flatMap(({ transportsSupported = [] }, service) =>
    transportsSupported.flatMap(({ transport }, index) => faultsOf(transport, `/appServiceProduced/${service}/transportsSupported/${index}/transport`)),
  ),
  ...ofDependencies(transportDependencies, '/transportDependencies'),
];
