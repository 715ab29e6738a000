export { MutualTls, type TlsCredentials } from './mutual-tls.js';
export { platformIdsIn } from './platform-ids.js';
