import { Controller } from '@nestjs/common';
import { AppInstances } from '../../app-instance/index.js';
import { requireMatch } from '../../common/http/index.js';
import { created, noContent, ok, Operation, type Reply, reply, representList } from '../../common/operation/index.js';
import { ServiceCatalogue } from '../catalogue/service-catalogue.js';
import { type Precondition, ServiceRegistry, unknownService } from '../domain/service-registry.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { ServiceLinks } from './service-links.js';
import { toServiceQuery } from './service-query-parameters.js';
import { ServiceRepresentation } from './service-representation.js';

/** What producers do with their services (MEC 011, 8.2.6 and 8.2.7). */
@Controller()
export class ApplicationServicesController {
  constructor(
    private readonly registry: ServiceRegistry,
    private readonly catalogue: ServiceCatalogue,
    private readonly appInstances: AppInstances,
    private readonly representation: ServiceRepresentation,
    private readonly links: ServiceLinks,
  ) {}

  @Operation(DOCUMENT, 'ApplicationsServicesGETAppinstanceid')
  servicesGet({ path, query, ifNoneMatch }: Request<'ApplicationsServicesGETAppinstanceid'>): Reply {
    this.appInstances.require(path.appInstanceId);
    return reply(representList(this.catalogue.find(toServiceQuery(query, path.appInstanceId))), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'ApplicationsServicesPOSTAppinstanceid')
  async servicesPost({ path, body }: Request<'ApplicationsServicesPOSTAppinstanceid'>): Promise<Reply> {
    const service = await this.registry.register(path.appInstanceId, body);
    // Nobody else knows the new service before this answer, so that the catalogue holds it as it was registered.
    const rendered = this.catalogue.get(service.serInstanceId) ?? this.representation.render(service);
    return created(this.links.service(service), this.representation.asRegistered(rendered));
  }

  @Operation(DOCUMENT, 'ApplicationsServicesGETAppinstanceidServiceid')
  serviceGet({ path, ifNoneMatch }: Request<'ApplicationsServicesGETAppinstanceidServiceid'>): Reply {
    this.appInstances.require(path.appInstanceId);
    const found = this.catalogue.get(path.serviceId);
    if (!found || found.appInstanceId !== path.appInstanceId) throw unknownService(path.serviceId);
    return reply(found, ifNoneMatch);
  }

  @Operation(DOCUMENT, 'ApplicationsServicesPUTAppinstanceidServiceid')
  async servicePut({ path, body, ifMatch }: Request<'ApplicationsServicesPUTAppinstanceidServiceid'>): Promise<Reply> {
    const service = await this.registry.replace(path.appInstanceId, path.serviceId, body, this.unchanged(ifMatch));
    return ok(this.representation.asRegistered(this.representation.render(service)));
  }

  @Operation(DOCUMENT, 'ApplicationsServicesDELETEAppinstanceidServiceid')
  async serviceDelete({ path, ifMatch }: Request<'ApplicationsServicesDELETEAppinstanceidServiceid'>): Promise<Reply> {
    await this.registry.remove(path.appInstanceId, path.serviceId, this.unchanged(ifMatch));
    return noContent();
  }

  private unchanged(ifMatch: string | undefined): Precondition {
    return (current) => requireMatch(ifMatch, this.representation.render(current).etag);
  }
}
