import { Injectable } from '@nestjs/common';
import { isLocal, type RegisteredService } from '../domain/service.js';
import { ServiceLinks } from './service-links.js';
import type { ServiceInfo } from '../domain/types.js';

/** Shows services as the standard's ServiceInfo. */
@Injectable()
export class ServiceRepresentation {
  constructor(private readonly links: ServiceLinks) {}

  /** As consumers see it. */
  asQueried(service: RegisteredService): ServiceInfo {
    const { serInstanceId, attributes, liveness } = service;
    return {
      serInstanceId,
      ...attributes,
      isLocal: isLocal(service),
      ...(liveness && { livenessInterval: liveness.interval }),
      _links: {
        self: { href: this.links.service(service) },
        ...(liveness && { liveness: { href: this.links.liveness(service) } }),
      },
    };
  }

  /** As its producer sees it: isLocal belongs to queries only (MEC 011, 8.1.2.2, note 4). */
  asRegistered(service: RegisteredService): ServiceInfo {
    const { isLocal: _isLocal, ...registered } = this.asQueried(service);
    return registered;
  }
}
