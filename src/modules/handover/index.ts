export { HandoverModule } from './handover.module.js';
