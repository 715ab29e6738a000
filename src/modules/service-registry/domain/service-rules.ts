import { type Fault, refuseFaults } from '../../common/problem/index.js';
import type { ServiceInfo, ServiceInfoPost, TransportInfo } from './types.js';

interface OAuth2Info {
  grantTypes: string[];
  tokenEndpoint?: string;
}

/** MEC 011, 8.1.2.3: a REST transport speaks HTTP. MEC 011, 8.1.5.4: only the implicit grant does without a token endpoint. */
export function transportFaults({ type, protocol, security }: TransportInfo): Fault[] {
  const faults: Fault[] = [];
  if (type === 'REST_HTTP' && protocol !== 'HTTP') faults.push({ place: '/protocol', detail: 'must be "HTTP" for a REST_HTTP transport' });
  const oAuth2Info = security.oAuth2Info as OAuth2Info | undefined;
  if (oAuth2Info && oAuth2Info.tokenEndpoint === undefined && oAuth2Info.grantTypes.some((grant) => grant !== 'OAUTH2_IMPLICIT_GRANT'))
    faults.push({ place: '/security/oAuth2Info', detail: 'lacks the attribute tokenEndpoint, which only OAUTH2_IMPLICIT_GRANT does without' });
  return faults;
}

function checkTransport(transportInfo: TransportInfo): void {
  refuseFaults(transportFaults(transportInfo).map(({ place, detail }) => ({ place: `/transportInfo${place}`, detail })));
}

/**
 * The notes of MEC 011, 8.1.2.2 that a registration has to keep and that its schema cannot say.
 * @throws Problem 400
 */
export function checkRegistration({ transportId, transportInfo }: ServiceInfoPost): void {
  if (transportId !== undefined && transportInfo) refuseFaults([{ place: '', detail: 'must have transportId or transportInfo, not both' }]);
  if (transportId === undefined && !transportInfo) refuseFaults([{ place: '', detail: 'lacks one of the attributes transportId and transportInfo' }]);
  if (transportInfo) checkTransport(transportInfo);
}

/** The same for a replacement, which always carries the transport itself. @throws Problem 400 */
export function checkReplacement(body: ServiceInfo & { transportId?: string }): void {
  if (body.transportId !== undefined)
    refuseFaults([{ place: '/transportId', detail: 'is for registrations only; a replacement carries transportInfo' }]);
  checkTransport(body.transportInfo);
}
