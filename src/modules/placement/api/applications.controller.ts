import { Controller } from '@nestjs/common';
import { accepted, created, KnownAttributes, matching, noContent, ok, Operation, reply, type Reply, represent, representList } from '../../common/operation/index.js';
import { Applications } from '../domain/applications/applications.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { PlacementLinks } from './placement-links.js';

/** Of an orchestration nothing is left out: what the document does not know is refused by its place (requirementFaults). */
const WHOLE = 'OrchestrationProject';

/** Requirement information, and what is made of it. */
@Controller()
export class ApplicationsController {
  constructor(
    private readonly applications: Applications,
    private readonly known: KnownAttributes,
    private readonly links: PlacementLinks,
  ) {}

  @Operation(DOCUMENT, 'placementApplicationsGet')
  placementApplicationsGet({ ifNoneMatch }: Request<'placementApplicationsGet'>): Reply {
    return reply(representList(this.applications.list().map(represent)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'placementApplicationGet')
  placementApplicationGet({ path, ifNoneMatch }: Request<'placementApplicationGet'>): Reply {
    return reply(represent(this.applications.get(path.applicationId)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'placementApplicationPut')
  async placementApplicationPut({ path, body, ifMatch, ifNoneMatch }: Request<'placementApplicationPut'>): Promise<Reply> {
    const known = this.known.strictly(DOCUMENT, 'PlacedApplication', body, WHOLE);
    const { application, isNew } = await this.applications.put(path.applicationId, known, matching(ifMatch, ifNoneMatch));
    return isNew ? created(this.links.resource('applications', path.applicationId), represent(application)) : ok(represent(application));
  }

  @Operation(DOCUMENT, 'placementApplicationDelete')
  async placementApplicationDelete({ path, ifMatch }: Request<'placementApplicationDelete'>): Promise<Reply> {
    const removing = await this.applications.remove(path.applicationId, matching(ifMatch));
    return removing ? accepted(this.links.resource('applications', path.applicationId), represent(removing)) : noContent();
  }
}
