export { type CataloguedService, ServiceCatalogue } from './catalogue/service-catalogue.js';
export { AvailabilitySubscriptions } from './domain/availability-subscriptions.js';
export { ServiceRegistry } from './domain/service-registry.js';
export { ServiceRegistryModule } from './service-registry.module.js';
export { Transports } from './domain/transports.js';
export type { ServiceInfo, TransportInfo } from './domain/types.js';
