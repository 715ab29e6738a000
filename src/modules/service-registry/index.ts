export { ServiceCatalogue } from './catalogue/service-catalogue.js';
export { ServiceRegistry } from './domain/service-registry.js';
export { ServiceRegistryModule } from './service-registry.module.js';
export { Transports } from './domain/transports.js';
export type { ServiceInfo } from './domain/types.js';
