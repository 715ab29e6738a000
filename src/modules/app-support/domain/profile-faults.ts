import type { Fault } from '../../common/problem/index.js';
import type { AppInfo, EndPointInfo } from './types.js';

/** The parts of an EASProfile (3GPP TS 29.558) that MEC 011, 7.1.2.6, notes 1 and 2, speak of. */
interface EasProfile {
  provId?: unknown;
  endPt?: { fqdn?: unknown; uri?: unknown; ipv4Addrs?: unknown; ipv6Addrs?: unknown };
}

const texts = (value: unknown): string[] => [value ?? []].flat().map(String);

/** The names of a profile's end point that the endpoint does not have. */
function strangersIn({ fqdn, uri, ipv4Addrs, ipv6Addrs }: NonNullable<EasProfile['endPt']>, endpoint: EndPointInfo | undefined): string[] {
  const without = (names: unknown, known: readonly string[] = []) => texts(names).filter((name) => !known.includes(name));
  const hosts = endpoint?.addresses?.map(({ host }) => host);
  return [...without(fqdn, endpoint?.fqdn), ...without(uri, endpoint?.uris), ...without(ipv4Addrs, hosts), ...without(ipv6Addrs, hosts)];
}

/** appProvider and endpoint agree with the profile (MEC 011, 7.1.2.6, notes 1 and 2). */
export function profileFaults({ appProfile, appProvider, endpoint }: AppInfo): Fault[] {
  const { provId, endPt } = (appProfile ?? {}) as EasProfile;
  const faults: Fault[] = [];
  if (provId !== undefined && provId !== appProvider)
    faults.push({ place: '/appProvider', detail: `must be ${JSON.stringify(provId)}, as provId of the appProfile` });
  if (endPt === undefined) return faults;
  if (typeof endPt !== 'object' || endPt === null) return [...faults, { place: '/appProfile/endPt', detail: 'must be an object' }];
  const strangers = strangersIn(endPt, endpoint);
  if (strangers.length) faults.push({ place: '/endpoint', detail: `must name ${strangers.join(', ')}, as endPt of the appProfile does` });
  return faults;
}
