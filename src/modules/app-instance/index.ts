export { AppInstanceModule } from './app-instance.module.js';
export { APP_INSTANCE_CHANGED, type AppInstance, type AppInstanceState, isRunning } from './domain/app-instance.js';
export { AppInstances } from './domain/app-instances.js';
export type { SeedSection } from './domain/seed-section.js';
export { SeedSections } from './domain/seed-sections.js';
