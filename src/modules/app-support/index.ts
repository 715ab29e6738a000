export { AppSupportModule } from './app-support.module.js';
export { Terminations } from './domain/terminations.js';
