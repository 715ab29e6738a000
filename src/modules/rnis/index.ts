export { RnisModule } from './rnis.module.js';
