import type { LoggerService } from '@nestjs/common';
import { log } from './log.js';

/** Sends what Nest itself says to our log; its start-up chatter only at debug level. */
export class NestLogger implements LoggerService {
  log(message: unknown, context?: string): void {
    log.debug({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    log.warn({ context }, String(message));
  }

  error(message: unknown, stack?: string, context?: string): void {
    log.error({ context, stack }, String(message));
  }
}
