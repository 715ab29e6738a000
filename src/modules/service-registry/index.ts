export { AvailabilitySubscriptions } from './domain/availability-subscriptions.js';
export { ServiceRegistry } from './domain/service-registry.js';
export { ServiceRegistryModule } from './service-registry.module.js';
