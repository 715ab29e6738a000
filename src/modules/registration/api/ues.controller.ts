import { Controller } from '@nestjs/common';
import { created, KnownAttributes, matching, noContent, ok, Operation, reply, type Reply, represent, representList } from '../../common/operation/index.js';
import { Ues } from '../domain/networks/ues.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { RegistrationLinks } from './registration-links.js';

/** UEs with what they have stored. */
@Controller()
export class RegistrationUesController {
  constructor(
    private readonly ues: Ues,
    private readonly known: KnownAttributes,
    private readonly links: RegistrationLinks,
  ) {}

  @Operation(DOCUMENT, 'registrationUesGet')
  async registrationUesGet({ path, ifNoneMatch }: Request<'registrationUesGet'>): Promise<Reply> {
    return reply(representList((await this.ues.list(path.networkId)).map(represent)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'registrationUeGet')
  async registrationUeGet({ path, ifNoneMatch }: Request<'registrationUeGet'>): Promise<Reply> {
    return reply(represent(await this.ues.get(path.networkId, path.ueId)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'registrationUePut')
  async registrationUePut({ path: { networkId, ueId }, body, ifMatch, ifNoneMatch }: Request<'registrationUePut'>): Promise<Reply> {
    const { ue, isNew } = await this.ues.put(networkId, { ...this.known.strictly(DOCUMENT, 'RegistrationUe', body), id: ueId }, matching(ifMatch, ifNoneMatch));
    return isNew ? created(this.links.resource('networks', networkId, 'ues', ueId), represent(ue)) : ok(represent(ue));
  }

  @Operation(DOCUMENT, 'registrationUeDelete')
  async registrationUeDelete({ path, ifMatch }: Request<'registrationUeDelete'>): Promise<Reply> {
    await this.ues.remove(path.networkId, path.ueId, matching(ifMatch));
    return noContent();
  }
}
