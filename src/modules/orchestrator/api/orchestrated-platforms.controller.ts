import { Controller } from '@nestjs/common';
import { ApiRoot, type Link } from '../../common/links/index.js';
import { created, matching, noContent, ok, Operation, reply, type Reply, represent } from '../../common/operation/index.js';
import { PlatformDirectory } from '../domain/platform-directory.js';
import { ORCHESTRATOR, type OrchestratorRequest } from './operation-request.js';

/** The platforms that this orchestrator knows. */
@Controller()
export class OrchestratedPlatformsController {
  private readonly link: Link;

  constructor(
    private readonly directory: PlatformDirectory,
    apiRoot: ApiRoot,
  ) {
    this.link = apiRoot.linkOf(ORCHESTRATOR);
  }

  @Operation(ORCHESTRATOR, 'orchestratedPlatformsGet')
  async orchestratedPlatformsGet({ ifNoneMatch }: OrchestratorRequest<'orchestratedPlatformsGet'>): Promise<Reply> {
    return reply(represent(await this.directory.list()), ifNoneMatch);
  }

  @Operation(ORCHESTRATOR, 'orchestratedPlatformGet')
  async orchestratedPlatformGet({ path, ifNoneMatch }: OrchestratorRequest<'orchestratedPlatformGet'>): Promise<Reply> {
    return reply(represent(await this.directory.get(path.platformId)), ifNoneMatch);
  }

  @Operation(ORCHESTRATOR, 'orchestratedPlatformPut')
  async orchestratedPlatformPut({ path, body, ifMatch, ifNoneMatch }: OrchestratorRequest<'orchestratedPlatformPut'>): Promise<Reply> {
    const { platform, isNew } = await this.directory.register(path.platformId, body, matching(ifMatch, ifNoneMatch));
    return isNew ? created(this.link('platforms', path.platformId), represent(platform)) : ok(represent(platform));
  }

  @Operation(ORCHESTRATOR, 'orchestratedPlatformDelete')
  async orchestratedPlatformDelete({ path, ifMatch }: OrchestratorRequest<'orchestratedPlatformDelete'>): Promise<Reply> {
    await this.directory.remove(path.platformId, matching(ifMatch));
    return noContent();
  }
}
