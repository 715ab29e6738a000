import { Controller } from '@nestjs/common';
import { Operation, type Reply, reply, represent, representList } from '../../common/operation/index.js';
import { ServiceCatalogue } from '../catalogue/service-catalogue.js';
import { unknownService } from '../domain/service-registry.js';
import { Transports } from '../domain/transports.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { toServiceQuery } from './service-query-parameters.js';

/** What consumers ask for: services and transports (MEC 011, 8.2.3 to 8.2.5). */
@Controller()
export class ServicesController {
  constructor(
    private readonly catalogue: ServiceCatalogue,
    private readonly transports: Transports,
  ) {}

  @Operation(DOCUMENT, 'ServicesGET')
  servicesGet({ query, ifNoneMatch }: Request<'ServicesGET'>): Reply {
    return reply(representList(this.catalogue.find(toServiceQuery(query))), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'ServicesGETServiceid')
  serviceGet({ path, ifNoneMatch }: Request<'ServicesGETServiceid'>): Reply {
    const found = this.catalogue.get(path.serviceId);
    if (!found) throw unknownService(path.serviceId);
    return reply(found, ifNoneMatch);
  }

  @Operation(DOCUMENT, 'TransportsGET')
  transportsGet({ ifNoneMatch }: Request<'TransportsGET'>): Reply {
    return reply(represent(this.transports.list()), ifNoneMatch);
  }
}
