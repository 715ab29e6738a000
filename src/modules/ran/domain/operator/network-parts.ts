import { conflict, notFound } from '../../../common/problem/index.js';
import type { RanEvent } from '../network/events.js';
import type { RadioNetwork } from '../radio-network.js';
import type { OperatedNetwork } from './operated-network.js';

/** A kind of what the operator puts into the network under an id of its own choice. */
export interface PartKind<T extends { id: string }> {
  /** In words: base station. */
  name: string;
  all(network: RadioNetwork): T[];
  put(network: RadioNetwork, part: T): RanEvent[];
  remove(network: RadioNetwork, id: string): RanEvent[];
}

/** Throws if the part is no longer what the operator takes it for. */
export type Precondition<T> = (current: T) => void;

/** The base stations, the cells or the UEs of the network. */
export class NetworkParts<T extends { id: string }> {
  constructor(
    private readonly network: OperatedNetwork,
    private readonly kind: PartKind<T>,
  ) {}

  /** In the order in which they were added. */
  list(isWanted: (part: T, network: RadioNetwork) => boolean): Promise<T[]> {
    return this.network.read((network) => this.kind.all(network).filter((part) => isWanted(part, network)));
  }

  /** @throws Problem 404 */
  get(id: string): Promise<T> {
    return this.network.read((network) => this.require(network, id));
  }

  /** @throws Problem 409 if the id or an identity is taken, 400 or 422 as the network does */
  add(part: T): Promise<T> {
    return this.network.change((network) => {
      if (this.find(network, part.id)) throw conflict(`There is a ${this.kind.name} ${part.id} already.`);
      return this.put(network, part);
    });
  }

  /** @throws Problem 404, what `unchanged` throws, and 409, 400 or 422 as the network does */
  replace(part: T, unchanged: Precondition<T>): Promise<T> {
    return this.network.change((network) => {
      unchanged(this.require(network, part.id));
      return this.put(network, part);
    });
  }

  /** @throws Problem 404, and what `unchanged` throws */
  remove(id: string, unchanged: Precondition<T>): Promise<void> {
    return this.network.change((network) => {
      unchanged(this.require(network, id));
      return { events: this.kind.remove(network, id), result: undefined };
    });
  }

  private put(network: RadioNetwork, part: T): { events: RanEvent[]; result: T } {
    const events = this.kind.put(network, part);
    return { events, result: this.require(network, part.id) };
  }

  private require(network: RadioNetwork, id: string): T {
    const part = this.find(network, id);
    if (!part) throw notFound(`There is no ${this.kind.name} ${id}.`);
    return part;
  }

  private find(network: RadioNetwork, id: string): T | undefined {
    return this.kind.all(network).find((part) => part.id === id);
  }
}
