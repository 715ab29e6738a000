import { Controller } from '@nestjs/common';
import { created, KnownAttributes, noContent, Operation, reply, type Reply, represent, representList } from '../../common/operation/index.js';
import { Runs } from '../domain/runs/runs.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { RegistrationLinks } from './registration-links.js';
import { diagramOf, MERMAID, precondition, representRun, varying } from './run-representation.js';

/** Registrations and their traces. */
@Controller()
export class RunsController {
  constructor(
    private readonly runs: Runs,
    private readonly known: KnownAttributes,
    private readonly links: RegistrationLinks,
  ) {}

  @Operation(DOCUMENT, 'registrationRunsGet')
  async registrationRunsGet({ path, query, ifNoneMatch }: Request<'registrationRunsGet'>): Promise<Reply> {
    return reply(representList((await this.runs.list(path.networkId, query)).map(represent)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'registrationRunsPost')
  async registrationRunsPost({ path, body }: Request<'registrationRunsPost'>): Promise<Reply> {
    const run = await this.runs.begin(path.networkId, this.known.strictly(DOCUMENT, 'RegistrationRunRequest', body));
    return created(this.links.resource('networks', path.networkId, 'runs', run.id), represent(run));
  }

  @Operation(DOCUMENT, 'registrationRunGet')
  async registrationRunGet({ path, query, mediaType, ifNoneMatch }: Request<'registrationRunGet'>): Promise<Reply> {
    const traced = await this.runs.get(path.networkId, path.runId);
    const format = query.format ?? (mediaType === MERMAID ? 'mermaid' : 'json');
    return varying(format === 'mermaid' ? diagramOf(traced, ifNoneMatch) : reply(representRun(traced), ifNoneMatch));
  }

  @Operation(DOCUMENT, 'registrationRunDelete')
  async registrationRunDelete({ path, ifMatch }: Request<'registrationRunDelete'>): Promise<Reply> {
    await this.runs.remove(path.networkId, path.runId, precondition(ifMatch));
    return noContent();
  }
}
