import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications/index.js';
import { HealthController } from './health.controller.js';

/** /health/live and /health/ready. */
@Module({ imports: [NotificationsModule], controllers: [HealthController] })
export class HealthModule {}
