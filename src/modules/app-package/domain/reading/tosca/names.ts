import { isObject } from '../../../../common/document-text/index.js';
import { inUnitOf } from './quantities.js';

/** Names that are not the camel case of those of TOSCA. */
const EXCEPTIONS: Record<string, string> = {
  app_dns_rule: 'appDNSRule',
  src_mac_address: 'srcMACAddress',
  dst_mac_address: 'dstMACAddress',
  dst_ip_address: 'dstIPAddress',
  qci: 'qCI',
  dscp: 'dSCP',
  tc: 'tC',
  wifi_network: 'wi-fiNetwork',
  number_virtual_cpu: 'numVirtualCpu',
  layer_protocols: 'layerProtocol',
  role: 'cpRole',
  protocols: 'cpProtocol',
};

const camelCase = (name: string): string => EXCEPTIONS[name] ?? name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The same under the names and in the units of MEC 010-2. */
export function inAppDTerms(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inAppDTerms);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const attribute = camelCase(name);
      return [attribute, inUnitOf(attribute, inAppDTerms(member))];
    }),
  );
}
