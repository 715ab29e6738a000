import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { ApiRoot } from '../../common/links/index.js';
import { type ApiDocument, ApiDocuments } from '../../common/operation/index.js';
import { PlatformIdentity } from '../../platform/index.js';
import type { RegisteredService } from '../domain/service.js';
import { ServiceCatalogue } from './service-catalogue.js';

/** Lists each of ETSI's APIs that the platform serves as a service of the platform itself; they follow from the documents and are not stored. */
@Injectable()
export class PlatformServices {
  constructor(
    private readonly documents: ApiDocuments,
    private readonly apiRoot: ApiRoot,
    private readonly platform: PlatformIdentity,
    private readonly clock: Clock,
    catalogue: ServiceCatalogue,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('load', () => {
      for (const document of this.documents.all) if (!document.isOurOwn) catalogue.put(this.describe(document));
    });
  }

  private describe({ name, openapi, basePaths }: ApiDocument): RegisteredService {
    const [, apiName = name] = basePaths[0]!.split('/');
    return {
      serInstanceId: this.platform.uuidFor('service', name),
      attributes: {
        serName: apiName,
        version: openapi.info.version,
        state: 'ACTIVE',
        transportInfo: {
          id: this.platform.uuidFor('transport', name),
          name: 'REST',
          description: openapi.info.title,
          type: 'REST_HTTP',
          protocol: 'HTTP',
          version: '1.1',
          endpoint: { uris: basePaths.map((basePath) => `${this.apiRoot.absolute}${basePath}`) },
          security: {},
        },
        serializer: 'JSON',
        scopeOfLocality: 'MEC_HOST',
        consumedLocalOnly: true,
      },
      registeredAt: this.clock.now(),
    };
  }
}
