import { Controller } from '@nestjs/common';
import { Operation, reply, type Reply, represent } from '../../common/operation/index.js';
import { notFound } from '../../common/problem/index.js';
import { PlatformDirectory } from '../domain/platform-directory.js';
import { ORCHESTRATOR, type OrchestratorRequest } from './operation-request.js';

/** Base stations with the platforms that stand there. */
@Controller()
export class OrchestratedBaseStationsController {
  constructor(private readonly directory: PlatformDirectory) {}

  @Operation(ORCHESTRATOR, 'orchestratedBaseStationsGet')
  async orchestratedBaseStationsGet({ query: { platform }, ifNoneMatch }: OrchestratorRequest<'orchestratedBaseStationsGet'>): Promise<Reply> {
    const all = await this.directory.baseStations();
    return reply(represent(all.filter(({ platformId }) => platform === undefined || platformId === platform)), ifNoneMatch);
  }

  @Operation(ORCHESTRATOR, 'orchestratedBaseStationGet')
  async orchestratedBaseStationGet({ path, ifNoneMatch }: OrchestratorRequest<'orchestratedBaseStationGet'>): Promise<Reply> {
    const found = await this.directory.platformAt(path.baseStation);
    if (!found) throw notFound(`No platform stands at ${path.baseStation}.`);
    return reply(represent(found), ifNoneMatch);
  }
}
