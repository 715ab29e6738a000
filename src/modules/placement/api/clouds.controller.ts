import { Controller } from '@nestjs/common';
import { accepted, created, KnownAttributes, matching, noContent, ok, Operation, reply, type Reply, represent, representList } from '../../common/operation/index.js';
import { Clouds } from '../domain/clouds/clouds.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { PlacementLinks } from './placement-links.js';

/** What applications are deployed on. */
@Controller()
export class CloudsController {
  constructor(
    private readonly clouds: Clouds,
    private readonly known: KnownAttributes,
    private readonly links: PlacementLinks,
  ) {}

  @Operation(DOCUMENT, 'placementCloudsGet')
  placementCloudsGet({ query, ifNoneMatch }: Request<'placementCloudsGet'>): Reply {
    return reply(representList(this.clouds.list(query).map(represent)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'placementCloudGet')
  placementCloudGet({ path, ifNoneMatch }: Request<'placementCloudGet'>): Reply {
    return reply(represent(this.clouds.get(path.cloudId)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'placementCloudPut')
  async placementCloudPut({ path, body, ifMatch, ifNoneMatch }: Request<'placementCloudPut'>): Promise<Reply> {
    const { cloud, isNew } = await this.clouds.put(path.cloudId, this.known.strictly(DOCUMENT, 'Cloud', body), matching(ifMatch, ifNoneMatch));
    return isNew ? created(this.links.resource('clouds', path.cloudId), represent(cloud)) : ok(represent(cloud));
  }

  @Operation(DOCUMENT, 'placementCloudDelete')
  async placementCloudDelete({ path, query, ifMatch }: Request<'placementCloudDelete'>): Promise<Reply> {
    const removing = await this.clouds.remove(path.cloudId, query.force ?? false, matching(ifMatch));
    return removing ? accepted(this.links.resource('clouds', path.cloudId), represent(removing)) : noContent();
  }
}
