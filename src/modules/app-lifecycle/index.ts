export { AppLifecycleModule } from './app-lifecycle.module.js';
export type { LifecycleInstance } from './domain/instance/lifecycle-instance.js';
export { LifecycleInstances } from './domain/instance/lifecycle-instances.js';
