import { Injectable } from '@nestjs/common';
import { entityTag } from '../../common/http/index.js';
import type { Representation } from '../../common/operation/index.js';
import { isLocal, type RegisteredService } from '../domain/service.js';
import type { ServiceInfo } from '../domain/types.js';
import { ServiceLinks } from './service-links.js';

const LOCALITY = /,"isLocal":(true|false)\}$/;

/** Shows services as the standard's ServiceInfo. */
@Injectable()
export class ServiceRepresentation {
  constructor(private readonly links: ServiceLinks) {}

  /** As consumers see it: with isLocal, which stands last. */
  render(service: RegisteredService): Representation {
    const json = JSON.stringify(this.serviceInfo(service));
    return { json, etag: entityTag(json) };
  }

  /** For its producer: isLocal belongs to queries only (MEC 011, 8.1.2.2, note 4). The entity tag stays, so that it serves in If-Match. */
  asRegistered({ json, etag }: Representation): Representation {
    return { json: json.replace(LOCALITY, '}'), etag };
  }

  private serviceInfo(service: RegisteredService): ServiceInfo {
    const { serInstanceId, attributes, liveness } = service;
    return {
      serInstanceId,
      ...attributes,
      ...(liveness && { livenessInterval: liveness.interval }),
      _links: {
        self: { href: this.links.service(service) },
        ...(liveness && { liveness: { href: this.links.liveness(service) } }),
      },
      isLocal: isLocal(service),
    };
  }
}
