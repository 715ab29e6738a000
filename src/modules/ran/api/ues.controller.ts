import { Controller } from '@nestjs/common';
import { KnownAttributes, momentary, Operation, type Reply } from '../../common/operation/index.js';
import { NetworkParts } from '../domain/operator/network-parts.js';
import { OperatedNetwork } from '../domain/operator/operated-network.js';
import { UES } from '../domain/operator/part-kinds.js';
import type { Ue } from '../domain/types.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { PartResource } from './part-resource.js';
import { RanLinks } from './ran-links.js';
import { stateAt } from './state-representation.js';

@Controller()
export class UesController {
  private readonly resource: PartResource<Ue>;

  constructor(
    private readonly network: OperatedNetwork,
    private readonly known: KnownAttributes,
    links: RanLinks,
  ) {
    this.resource = new PartResource(new NetworkParts(network, UES), (id) => links.resource('ues', id));
  }

  @Operation(DOCUMENT, 'uesGet')
  uesGet({ query, ifNoneMatch }: Request<'uesGet'>): Promise<Reply> {
    const { serving_cell: cell } = query;
    return this.resource.list(ifNoneMatch, ({ id }, network) => cell === undefined || network.ueState(id).servingCell === cell);
  }

  @Operation(DOCUMENT, 'uesPost')
  uesPost({ body }: Request<'uesPost'>): Promise<Reply> {
    return this.resource.create(this.known.of(DOCUMENT, 'Ue', body));
  }

  @Operation(DOCUMENT, 'ueGet')
  ueGet({ path, ifNoneMatch }: Request<'ueGet'>): Promise<Reply> {
    return this.resource.get(path.ueId, ifNoneMatch);
  }

  @Operation(DOCUMENT, 'uePut')
  uePut({ path, body, ifMatch }: Request<'uePut'>): Promise<Reply> {
    return this.resource.replace({ ...this.known.of(DOCUMENT, 'Ue', body), id: path.ueId }, ifMatch);
  }

  @Operation(DOCUMENT, 'ueDelete')
  ueDelete({ path, ifMatch }: Request<'ueDelete'>): Promise<Reply> {
    return this.resource.remove(path.ueId, ifMatch);
  }

  @Operation(DOCUMENT, 'ueStateGet')
  async ueStateGet({ path }: Request<'ueStateGet'>): Promise<Reply> {
    return momentary(await this.network.read((network) => stateAt(network.now, network.ueState(path.ueId))));
  }
}
