import { created, matching, noContent, ok, reply, type Reply, represent, representList } from '../../common/operation/index.js';
import type { NetworkParts } from '../domain/operator/network-parts.js';
import type { RadioNetwork } from '../domain/radio-network.js';

/** What the operator does with the base stations, the cells or the UEs, each shown as it was put in. */
export class PartResource<T extends { id: string }> {
  /** @param locationOf address of the one with this id */
  constructor(
    private readonly parts: NetworkParts<T>,
    private readonly locationOf: (id: string) => string,
  ) {}

  async list(ifNoneMatch: string | undefined, isWanted: (part: T, network: RadioNetwork) => boolean = () => true): Promise<Reply> {
    return reply(representList((await this.parts.list(isWanted)).map(represent)), ifNoneMatch);
  }

  async get(id: string, ifNoneMatch: string | undefined): Promise<Reply> {
    return reply(represent(await this.parts.get(id)), ifNoneMatch);
  }

  async create(part: T): Promise<Reply> {
    return created(this.locationOf(part.id), represent(await this.parts.add(part)));
  }

  async replace(part: T, ifMatch: string | undefined): Promise<Reply> {
    return ok(represent(await this.parts.replace(part, matching(ifMatch))));
  }

  async remove(id: string, ifMatch: string | undefined): Promise<Reply> {
    await this.parts.remove(id, matching(ifMatch));
    return noContent();
  }
}
