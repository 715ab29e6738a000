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

  /** Nest tells of what it throws at start as well; the one who catches it says so better. */
  error(message: unknown, stack?: string, context?: string): void {
    log.debug({ context, stack }, String(message));
  }
}
