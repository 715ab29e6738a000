export { AppSupportModule } from './app-support.module.js';
export { TerminationSubscriptions } from './domain/termination-subscriptions.js';
export { Terminations } from './domain/terminations.js';
