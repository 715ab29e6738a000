import type { Fault } from '../problem/index.js';

/** What matters here of a TransportInfo (MEC 011) and of a TransportDescriptor (MEC 010-2). */
interface Transport {
  type: string;
  protocol: string;
  security: { oAuth2Info?: { grantTypes: string[]; tokenEndpoint?: string } };
}

/** MEC 011, 8.1.2.3: a REST transport speaks HTTP. MEC 011, 8.1.5.4: only the implicit grant does without a token endpoint. */
export function transportFaults({ type, protocol, security: { oAuth2Info } }: Transport): Fault[] {
  const faults: Fault[] = [];
  if (type === 'REST_HTTP' && protocol !== 'HTTP') faults.push({ place: '/protocol', detail: 'must be "HTTP" for a REST_HTTP transport' });
  if (oAuth2Info && oAuth2Info.tokenEndpoint === undefined && oAuth2Info.grantTypes.some((grant) => grant !== 'OAUTH2_IMPLICIT_GRANT'))
    faults.push({ place: '/security/oAuth2Info', detail: 'lacks the attribute tokenEndpoint, which only OAUTH2_IMPLICIT_GRANT does without' });
  return faults;
}
