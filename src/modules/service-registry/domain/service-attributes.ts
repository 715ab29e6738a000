import type { ServiceAttributes } from './service.js';
import type { ServiceInfo, ServiceInfoPost, TransportInfo } from './types.js';

const ALTERNATIVES = ['uris', 'fqdn', 'addresses', 'alternative'] as const;

const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

/** Generated clients send the alternatives that were not chosen as empty lists and objects; those count as absent. */
function withoutEmptyAlternatives({ endpoint, implSpecificInfo, ...transport }: TransportInfo): TransportInfo {
  const chosen = Object.fromEntries(ALTERNATIVES.filter((name) => !isEmpty(endpoint[name] ?? [])).map((name) => [name, endpoint[name]]));
  return { ...transport, endpoint: chosen, ...(implSpecificInfo && !isEmpty(implSpecificInfo) && { implSpecificInfo }) };
}

/** What is kept of a request, with the defaults of MEC 011, 8.1.2.2 written out; attributes that the type does not know are left out. */
export function attributesOf(body: ServiceInfo | ServiceInfoPost, transportInfo: TransportInfo): ServiceAttributes {
  const { serName, serCategory, version, state, serializer, scopeOfLocality = 'MEC_HOST', consumedLocalOnly = true } = body;
  return {
    serName,
    ...(serCategory && { serCategory }),
    version,
    state,
    transportInfo: withoutEmptyAlternatives(transportInfo),
    serializer,
    scopeOfLocality,
    consumedLocalOnly,
  };
}
