export { AppLifecycleModule } from './app-lifecycle.module.js';
