import { Injectable } from '@nestjs/common';
import { EventLog } from '../../common/events/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { IndexedCollection } from '../../common/memory-index/index.js';
import type { Representation } from '../../common/operation/index.js';
import { ServiceRepresentation } from '../api/service-representation.js';
import { isLocal, type RegisteredService, SERVICE_CHANGED } from '../domain/service.js';
import type { ServiceQuery } from '../domain/service-query.js';
import { ServiceRepository } from '../domain/service-repository.js';
import type { LocalityType } from '../domain/types.js';

/** A service ready to be sent, with what queries go by; flat, since there may be very many. */
interface CataloguedService extends Representation {
  appInstanceId: string | undefined;
  serName: string;
  serCategoryId: string | undefined;
  scopeOfLocality: LocalityType;
  consumedLocalOnly: boolean;
  isLocal: boolean;
}

const keys = {
  appInstanceId: ({ appInstanceId }: CataloguedService) => appInstanceId,
  serName: ({ serName }: CataloguedService) => serName,
  serCategoryId: ({ serCategoryId }: CataloguedService) => serCategoryId,
};

/** All services (ServiceInfo: MEC 011, 8.1.2.2) in memory, where queries find them; follows the event log. */
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

  /** Renders the service once, so that reading it costs nothing; replaces the one of the same id. */
  put(service: RegisteredService): void {
    const { serInstanceId, appInstanceId, attributes } = service;
    const { serName, serCategory, scopeOfLocality, consumedLocalOnly } = attributes;
    const { json, etag } = this.representation.render(service);
    const serCategoryId = serCategory?.id;
    const entry = { appInstanceId, serName, serCategoryId, scopeOfLocality, consumedLocalOnly, isLocal: isLocal(service), json, etag };
    this.entries.put(serInstanceId, entry);
  }

  /** With its ready-made representation. */
  get(serInstanceId: string): CataloguedService | undefined {
    return this.entries.get(serInstanceId);
  }

  /** Those that match all parts of the query (MEC 011, 8.2.3). */
  find(query: ServiceQuery): CataloguedService[] {
    return this.candidates(query).filter((service) => matches(service, query));
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
function matches(service: CataloguedService, query: ServiceQuery): boolean {
  return (
    (query.appInstanceId === undefined || query.appInstanceId === service.appInstanceId) &&
    (query.scopeOfLocality === undefined || query.scopeOfLocality === service.scopeOfLocality) &&
    (query.consumedLocalOnly === undefined || query.consumedLocalOnly === service.consumedLocalOnly) &&
    (query.isLocal === undefined || query.isLocal === service.isLocal)
  );
}
