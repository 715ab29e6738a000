import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { ApiRoot } from '../../common/links/index.js';
import { type ApiDocument, ApiDocuments } from '../../common/operation/index.js';
import { PlatformIdentity } from '../../platform/index.js';
import type { RegisteredService } from '../domain/service.js';
import { ServiceCatalogue } from './service-catalogue.js';

/** MEC 010-2 serves those who manage applications (Mm1, Mm3), not the applications. */
const isForApplications = ({ name, isOurOwn }: ApiDocument): boolean => !isOurOwn && !name.startsWith('mec010-2-');

/** Lists each of ETSI's APIs for applications as a service of the platform itself; they follow from the documents and are not stored. */
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
      for (const document of this.documents.all.filter(isForApplications)) catalogue.put(this.describe(document));
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
