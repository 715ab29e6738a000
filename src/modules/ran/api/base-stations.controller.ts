import { Controller } from '@nestjs/common';
import { KnownAttributes, momentary, Operation, type Reply } from '../../common/operation/index.js';
import { NetworkParts } from '../domain/operator/network-parts.js';
import { OperatedNetwork } from '../domain/operator/operated-network.js';
import { BASE_STATIONS } from '../domain/operator/part-kinds.js';
import type { BaseStation } from '../domain/types.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { PartResource } from './part-resource.js';
import { RanLinks } from './ran-links.js';

/** PLMNs and base stations. */
@Controller()
export class BaseStationsController {
  private readonly resource: PartResource<BaseStation>;

  constructor(
    private readonly network: OperatedNetwork,
    private readonly known: KnownAttributes,
    links: RanLinks,
  ) {
    this.resource = new PartResource(new NetworkParts(network, BASE_STATIONS), (id) => links.resource('base_stations', id));
  }

  @Operation(DOCUMENT, 'plmnsGet')
  async plmnsGet(): Promise<Reply> {
    return momentary(await this.network.read((network) => network.plmns()));
  }

  @Operation(DOCUMENT, 'baseStationsGet')
  baseStationsGet({ ifNoneMatch }: Request<'baseStationsGet'>): Promise<Reply> {
    return this.resource.list(ifNoneMatch);
  }

  @Operation(DOCUMENT, 'baseStationsPost')
  baseStationsPost({ body }: Request<'baseStationsPost'>): Promise<Reply> {
    return this.resource.create(this.known.of(DOCUMENT, 'BaseStation', body));
  }

  @Operation(DOCUMENT, 'baseStationGet')
  baseStationGet({ path, ifNoneMatch }: Request<'baseStationGet'>): Promise<Reply> {
    return this.resource.get(path.baseStationId, ifNoneMatch);
  }

  @Operation(DOCUMENT, 'baseStationPut')
  baseStationPut({ path, body, ifMatch }: Request<'baseStationPut'>): Promise<Reply> {
    return this.resource.replace({ ...this.known.of(DOCUMENT, 'BaseStation', body), id: path.baseStationId }, ifMatch);
  }

  @Operation(DOCUMENT, 'baseStationDelete')
  baseStationDelete({ path, ifMatch }: Request<'baseStationDelete'>): Promise<Reply> {
    return this.resource.remove(path.baseStationId, ifMatch);
  }
}
