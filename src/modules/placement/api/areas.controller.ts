import { Controller } from '@nestjs/common';
import { created, KnownAttributes, matching, noContent, ok, Operation, reply, type Reply, represent, representList } from '../../common/operation/index.js';
import { Areas } from '../domain/areas/areas.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { PlacementLinks } from './placement-links.js';

/** Which clouds serve where. */
@Controller()
export class AreasController {
  constructor(
    private readonly areas: Areas,
    private readonly known: KnownAttributes,
    private readonly links: PlacementLinks,
  ) {}

  @Operation(DOCUMENT, 'placementAreasGet')
  placementAreasGet({ query, ifNoneMatch }: Request<'placementAreasGet'>): Reply {
    return reply(representList(this.areas.list(query.cloudId).map(represent)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'placementAreaGet')
  placementAreaGet({ path, ifNoneMatch }: Request<'placementAreaGet'>): Reply {
    return reply(represent(this.areas.get(path.areaId)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'placementAreaPut')
  async placementAreaPut({ path, body, ifMatch, ifNoneMatch }: Request<'placementAreaPut'>): Promise<Reply> {
    const { area, isNew } = await this.areas.put(path.areaId, this.known.strictly(DOCUMENT, 'Area', body), matching(ifMatch, ifNoneMatch));
    return isNew ? created(this.links.resource('areas', path.areaId), represent(area)) : ok(represent(area));
  }

  @Operation(DOCUMENT, 'placementAreaDelete')
  async placementAreaDelete({ path, ifMatch }: Request<'placementAreaDelete'>): Promise<Reply> {
    await this.areas.remove(path.areaId, matching(ifMatch));
    return noContent();
  }
}
