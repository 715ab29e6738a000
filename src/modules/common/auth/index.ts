export { Authorizer, type Caller, type Listener, ListenerAuthorizer, type OperationName } from './authorizer.js';
export { KnownPeers } from './known-peers.js';
