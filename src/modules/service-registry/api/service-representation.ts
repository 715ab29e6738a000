import { Injectable } from '@nestjs/common';
import { entityTag } from '../../common/http/index.js';
import { isLocal, type RegisteredService } from '../domain/service.js';
import type { ServiceInfo } from '../domain/types.js';
import { ServiceLinks } from './service-links.js';

/** A ServiceInfo as text, as consumers see it: with isLocal, which stands last. */
export interface RenderedService {
  json: string;
  etag: string;
}

const LOCALITY = /,"isLocal":(true|false)\}$/;

/** Shows services as the standard's ServiceInfo. */
@Injectable()
export class ServiceRepresentation {
  constructor(private readonly links: ServiceLinks) {}

  render(service: RegisteredService): RenderedService {
    const json = JSON.stringify(this.serviceInfo(service));
    return { json, etag: entityTag(json) };
  }

  /** For its producer: isLocal belongs to queries only (MEC 011, 8.1.2.2, note 4). The entity tag stays, so that it serves in If-Match. */
  asRegistered({ json, etag }: RenderedService): RenderedService {
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
