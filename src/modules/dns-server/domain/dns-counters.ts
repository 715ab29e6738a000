import { Injectable } from '@nestjs/common';

/** What has become of DNS queries since the process started. */
@Injectable()
export class DnsCounters {
  /** All that were worked on. */
  queries = 0;
  /** Answered from the DNS rules. */
  answered = 0;
  /** Answered from what an upstream server had said before. */
  cached = 0;
  /** Asked of an upstream server, or waiting for one that is asked the same. */
  forwarded = 0;
  /** Of those forwarded: no upstream server gave an answer. */
  failed = 0;
}
