import type { Fault } from '../../../common/problem/index.js';
import type { AppD, ServiceDependency, TransportDependency, TransportDescriptor } from '../types.js';

/** A REST transport speaks HTTP; MEC issues tokens for client credentials, and only the implicit grant does without an endpoint (MEC 011, 8.1.2.3 and 8.1.5.4). */
function faultsOf({ type, protocol, security }: TransportDescriptor, place: string): Fault[] {
  const { grantTypes = [], tokenEndpoint } = security.oAuth2Info ?? {};
  return [
    ...(type === 'REST_HTTP' && protocol !== 'HTTP' ? [{ place: `${place}/protocol`, detail: 'must be "HTTP" for a REST_HTTP transport' }] : []),
    ...(tokenEndpoint === undefined && grantTypes.some((grant) => grant !== 'OAUTH2_IMPLICIT_GRANT')
      ? [{ place: `${place}/security/oAuth2Info`, detail: 'lacks the attribute tokenEndpoint, which only OAUTH2_IMPLICIT_GRANT does without' }]
      : []),
    ...(grantTypes.length > 0 && !grantTypes.includes('OAUTH2_CLIENT_CREDENTIALS')
      ? [{ place: `${place}/security/oAuth2Info/grantTypes`, detail: 'must include OAUTH2_CLIENT_CREDENTIALS, the only grant that MEC supports' }]
      : []),
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
