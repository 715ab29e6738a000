export { Authorizer, ListenerAuthorizer } from './authorizer.js';
export type { Caller, Listener, OperationName } from './caller.js';
export { KnownPeers } from './known-peers.js';
