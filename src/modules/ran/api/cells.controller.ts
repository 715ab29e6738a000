import { Controller } from '@nestjs/common';
import { KnownAttributes, momentary, Operation, type Reply } from '../../common/operation/index.js';
import { NetworkParts } from '../domain/operator/network-parts.js';
import { OperatedNetwork } from '../domain/operator/operated-network.js';
import { CELLS } from '../domain/operator/part-kinds.js';
import type { Cell } from '../domain/types.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { PartResource } from './part-resource.js';
import { RanLinks } from './ran-links.js';
import { stateAt } from './state-representation.js';

@Controller()
export class CellsController {
  private readonly resource: PartResource<Cell>;

  constructor(
    private readonly network: OperatedNetwork,
    private readonly known: KnownAttributes,
    links: RanLinks,
  ) {
    this.resource = new PartResource(new NetworkParts(network, CELLS), (id) => links.resource('cells', id));
  }

  @Operation(DOCUMENT, 'cellsGet')
  cellsGet({ query, ifNoneMatch }: Request<'cellsGet'>): Promise<Reply> {
    return this.resource.list(ifNoneMatch, ({ baseStation }) => query.base_station === undefined || baseStation === query.base_station);
  }

  @Operation(DOCUMENT, 'cellsPost')
  cellsPost({ body }: Request<'cellsPost'>): Promise<Reply> {
    return this.resource.create(this.known.of(DOCUMENT, 'Cell', body));
  }

  @Operation(DOCUMENT, 'cellGet')
  cellGet({ path, ifNoneMatch }: Request<'cellGet'>): Promise<Reply> {
    return this.resource.get(path.cellId, ifNoneMatch);
  }

  @Operation(DOCUMENT, 'cellPut')
  cellPut({ path, body, ifMatch }: Request<'cellPut'>): Promise<Reply> {
    return this.resource.replace({ ...this.known.of(DOCUMENT, 'Cell', body), id: path.cellId }, ifMatch);
  }

  @Operation(DOCUMENT, 'cellDelete')
  cellDelete({ path, ifMatch }: Request<'cellDelete'>): Promise<Reply> {
    return this.resource.remove(path.cellId, ifMatch);
  }

  @Operation(DOCUMENT, 'cellStateGet')
  async cellStateGet({ path }: Request<'cellStateGet'>): Promise<Reply> {
    return momentary(await this.network.read((network) => stateAt(network.now, network.cellState(path.cellId))));
  }
}
