export { AppLifecycleModule } from './app-lifecycle.module.js';
export { LifecycleInstances } from './domain/instance/lifecycle-instances.js';
