export { DnsServerModule } from './dns-server.module.js';
export { DnsCounters } from './domain/dns-counters.js';
export type { DnsRecord } from './domain/dns-record.js';
export { DnsZone } from './domain/dns-zone.js';
export { isDomainName } from './domain/domain-name.js';
