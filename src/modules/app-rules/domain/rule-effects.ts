import { Injectable } from '@nestjs/common';
import { DnsRules } from './dns-rules.js';
import { TrafficRules } from './traffic-rules.js';

/** The effects of the rules of all kinds (MEC 011, 7.1.2.2 and 7.1.2.3). */
@Injectable()
export class RuleEffects {
  constructor(
    private readonly trafficRules: TrafficRules,
    private readonly dnsRules: DnsRules,
  ) {}

  /** Resolves when what has been committed so far has taken effect, or could not and is being repeated. */
  async settled(): Promise<void> {
    await Promise.all([this.trafficRules.settled(), this.dnsRules.settled()]);
  }
}
