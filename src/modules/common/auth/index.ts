export { Authorizer, type Caller, OpenAuthorizer, type OperationName } from './authorizer.js';
