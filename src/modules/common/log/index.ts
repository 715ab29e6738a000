export { configureLog, log } from './log.js';
export { NestLogger } from './nest-logger.js';
