import { Controller } from '@nestjs/common';
import { Operation, reply, type Reply, represent, representList } from '../../common/operation/index.js';
import { notFound } from '../../common/problem/index.js';
import { World } from '../domain/ports/world.js';
import { DOCUMENT, type Request } from './operation-request.js';

/** What is generated of requirement information. */
@Controller()
export class ArtefactsController {
  constructor(private readonly world: World) {}

  @Operation(DOCUMENT, 'placementArtefactsGet')
  placementArtefactsGet({ query: { applicationId }, ifNoneMatch }: Request<'placementArtefactsGet'>): Reply {
    return reply(representList(this.world.artefacts(applicationId).map(represent)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'placementArtefactGet')
  placementArtefactGet({ path: { digest }, ifNoneMatch }: Request<'placementArtefactGet'>): Reply {
    const artefact = this.world.artefact(digest);
    if (!artefact) throw notFound(`There is no artefact ${digest}.`);
    return reply(represent(artefact), ifNoneMatch);
  }
}
