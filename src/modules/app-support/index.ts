export { AppSupportModule } from './app-support.module.js';
export { Registrations } from './domain/registrations.js';
export { TerminationSubscriptions } from './domain/termination-subscriptions.js';
export { Terminations } from './domain/terminations.js';
