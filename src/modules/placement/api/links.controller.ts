import { Controller } from '@nestjs/common';
import { created, KnownAttributes, matching, noContent, ok, Operation, reply, type Reply, represent, representList } from '../../common/operation/index.js';
import { CloudLinks } from '../domain/clouds/cloud-links.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { PlacementLinks } from './placement-links.js';

/** Which clouds are neighbours. */
@Controller()
export class LinksController {
  constructor(
    private readonly cloudLinks: CloudLinks,
    private readonly known: KnownAttributes,
    private readonly links: PlacementLinks,
  ) {}

  @Operation(DOCUMENT, 'placementLinksGet')
  placementLinksGet({ query, ifNoneMatch }: Request<'placementLinksGet'>): Reply {
    return reply(representList(this.cloudLinks.list(query.cloudId).map(represent)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'placementLinkGet')
  placementLinkGet({ path, ifNoneMatch }: Request<'placementLinkGet'>): Reply {
    return reply(represent(this.cloudLinks.get(path.linkId)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'placementLinkPut')
  async placementLinkPut({ path, body, ifMatch, ifNoneMatch }: Request<'placementLinkPut'>): Promise<Reply> {
    const { link, isNew } = await this.cloudLinks.put(path.linkId, this.known.strictly(DOCUMENT, 'CloudLink', body), matching(ifMatch, ifNoneMatch));
    return isNew ? created(this.links.resource('links', path.linkId), represent(link)) : ok(represent(link));
  }

  @Operation(DOCUMENT, 'placementLinkDelete')
  async placementLinkDelete({ path, ifMatch }: Request<'placementLinkDelete'>): Promise<Reply> {
    await this.cloudLinks.remove(path.linkId, matching(ifMatch));
    return noContent();
  }
}
