export { Authorizer, type Caller, OpenAuthorizer } from './authorizer.js';
