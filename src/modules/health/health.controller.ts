import { Controller, Get } from '@nestjs/common';
import { Database, sql } from '../common/persistence/index.js';
import { unavailable } from '../common/problem/index.js';
import { DeliveryCounters, Dispatcher } from '../notifications/index.js';

/** Whether the process lives, and whether it can serve. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly counters: DeliveryCounters,
    private readonly dispatcher: Dispatcher,
  ) {}

  @Get('live')
  live() {
    return { status: 'UP' };
  }

  /** @throws Problem 503 while the database does not answer */
  @Get('ready')
  async ready() {
    try {
      await this.database.read((manager) => sql(manager, 'SELECT 1'));
    } catch (error) {
      throw unavailable('The database does not answer.', error);
    }
    const { delivered, failedAttempts, givenUp } = this.counters;
    return { status: 'UP', notifications: { pending: this.dispatcher.pending, delivered, failedAttempts, givenUp } };
  }
}
