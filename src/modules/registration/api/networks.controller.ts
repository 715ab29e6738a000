import { Controller } from '@nestjs/common';
import { created, KnownAttributes, matching, noContent, ok, Operation, reply, type Reply, represent, representList } from '../../common/operation/index.js';
import { Networks } from '../domain/networks/networks.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { RegistrationLinks } from './registration-links.js';

/** Core networks with their gNBs. */
@Controller()
export class NetworksController {
  constructor(
    private readonly networks: Networks,
    private readonly known: KnownAttributes,
    private readonly links: RegistrationLinks,
  ) {}

  @Operation(DOCUMENT, 'registrationNetworksGet')
  async registrationNetworksGet({ ifNoneMatch }: Request<'registrationNetworksGet'>): Promise<Reply> {
    return reply(representList((await this.networks.list()).map(represent)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'registrationNetworkGet')
  async registrationNetworkGet({ path, ifNoneMatch }: Request<'registrationNetworkGet'>): Promise<Reply> {
    return reply(represent(await this.networks.get(path.networkId)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'registrationNetworkPut')
  async registrationNetworkPut({ path, body, ifMatch, ifNoneMatch }: Request<'registrationNetworkPut'>): Promise<Reply> {
    const { network, isNew } = await this.networks.put(path.networkId, this.known.strictly(DOCUMENT, 'RegistrationNetwork', body), matching(ifMatch, ifNoneMatch));
    return isNew ? created(this.links.resource('networks', path.networkId), represent(network)) : ok(represent(network));
  }

  @Operation(DOCUMENT, 'registrationNetworkDelete')
  async registrationNetworkDelete({ path, ifMatch }: Request<'registrationNetworkDelete'>): Promise<Reply> {
    await this.networks.remove(path.networkId, matching(ifMatch));
    return noContent();
  }
}
