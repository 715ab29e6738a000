import { Injectable } from '@nestjs/common';
import { EventLog } from '../../common/events/index.js';
import { entityTag } from '../../common/http/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { IndexedCollection } from '../../common/memory-index/index.js';
import { isLocal, type RegisteredService, SERVICE_CHANGED } from '../domain/service.js';
import type { ServiceQuery } from '../domain/service-query.js';
import { ServiceRepository } from '../domain/service-repository.js';
import { ServiceRepresentation } from '../api/service-representation.js';

/** A service with its representation ready to be sent. */
export interface CataloguedService {
  service: RegisteredService;
  json: string;
  etag: string;
}

const keys = {
  appInstanceId: ({ service }: CataloguedService) => service.appInstanceId,
  serName: ({ service }: CataloguedService) => service.attributes.serName,
  serCategoryId: ({ service }: CataloguedService) => service.attributes.serCategory?.id,
};

/** All services in memory, where queries find them; follows the event log. */
@Injectable()
export class ServiceCatalogue {
  private readonly entries = new IndexedCollection<CataloguedService, typeof keys>(keys);

  constructor(
    private readonly repository: ServiceRepository,
    private readonly representation: ServiceRepresentation,
    eventLog: EventLog,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('load', () => this.load());
    eventLog.follow(SERVICE_CHANGED, ({ payload: { changeType, service } }) => {
      if (changeType === 'REMOVED') this.entries.remove(service.serInstanceId);
      else this.put(service);
    });
  }

  put(service: RegisteredService): void {
    this.entries.put(service.serInstanceId, this.render(service));
  }

  get(serInstanceId: string): CataloguedService | undefined {
    return this.entries.get(serInstanceId);
  }

  /** The representation of a service as it is given, which may be another than the catalogue holds by now. */
  render(service: RegisteredService): CataloguedService {
    const catalogued = this.entries.get(service.serInstanceId);
    if (catalogued?.service === service) return catalogued;
    const json = JSON.stringify(this.representation.asQueried(service));
    return { service, json, etag: entityTag(json) };
  }

  find(query: ServiceQuery): CataloguedService[] {
    return this.candidates(query).filter(({ service }) => matches(service, query));
  }

  private candidates({ serInstanceIds, serNames, serCategoryId, appInstanceId }: ServiceQuery): CataloguedService[] {
    if (serInstanceIds) return [...new Set(serInstanceIds)].flatMap((id) => this.entries.get(id) ?? []);
    if (serNames) return this.entries.having('serName', serNames);
    if (serCategoryId !== undefined) return this.entries.having('serCategoryId', [serCategoryId]);
    if (appInstanceId !== undefined) return this.entries.having('appInstanceId', [appInstanceId]);
    return this.entries.all();
  }

  private async load(): Promise<void> {
    for (const service of await this.repository.all()) this.put(service);
  }
}

/** The conditions that the candidates have not been chosen by. */
function matches(service: RegisteredService, query: ServiceQuery): boolean {
  const { scopeOfLocality, consumedLocalOnly } = service.attributes;
  return (
    (query.appInstanceId === undefined || query.appInstanceId === service.appInstanceId) &&
    (query.scopeOfLocality === undefined || query.scopeOfLocality === scopeOfLocality) &&
    (query.consumedLocalOnly === undefined || query.consumedLocalOnly === consumedLocalOnly) &&
    (query.isLocal === undefined || query.isLocal === isLocal(service))
  );
}
