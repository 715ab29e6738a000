import { Injectable } from '@nestjs/common';

/** What has become of notifications since the process started. */
@Injectable()
export class DeliveryCounters {
  delivered = 0;
  failedAttempts = 0;
  givenUp = 0;
}
