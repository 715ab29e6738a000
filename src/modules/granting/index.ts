export { Descriptors } from './domain/descriptors.js';
export { GrantingService, GrantingUnavailable, type GrantDecision } from './domain/granting-service.js';
export { HostCapacity } from './domain/host-capacity.js';
export { rejected } from './domain/rejection.js';
export type { AppD, GrantRequest } from './domain/types.js';
export { GrantingModule } from './granting.module.js';
