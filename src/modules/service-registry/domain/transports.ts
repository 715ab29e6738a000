import { Injectable } from '@nestjs/common';
import { ApiRoot } from '../../common/links/index.js';
import { invalid } from '../../common/problem/index.js';
import { PlatformIdentity } from '../../platform/index.js';
import { ConfiguredTransports } from './configured-transports.js';
import type { TransportInfo } from './types.js';

/** The transports that the platform offers: its own REST transport first, then those of the configuration (MEC 011, 8.1.2.3). */
@Injectable()
export class Transports {
  constructor(
    private readonly apiRoot: ApiRoot,
    private readonly platform: PlatformIdentity,
    private readonly configured: ConfiguredTransports,
  ) {}

  /** The platform's own first. */
  list(): TransportInfo[] {
    return [this.rest(), ...this.configured.list];
  }

  /** @throws Problem 400 if the platform offers no such transport */
  require(transportId: string): TransportInfo {
    const found = this.list().find(({ id }) => id === transportId);
    if (!found) throw invalid(`The body/transportId names ${transportId}, which is no transport of this platform; GET /transports lists those that are.`);
    return found;
  }

  private rest(): TransportInfo {
    return {
      id: this.platform.uuidFor('transport', 'rest'),
      name: 'REST',
      description: 'HTTP as the platform itself serves it',
      type: 'REST_HTTP',
      protocol: 'HTTP',
      version: '1.1',
      endpoint: { uris: [`${this.apiRoot.absolute}/`] },
      security: {},
    };
  }
}
