export { PlatformIdentity } from './domain/platform-identity.js';
export { PlatformModule } from './platform.module.js';
