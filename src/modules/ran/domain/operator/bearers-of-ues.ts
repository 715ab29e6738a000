import { Injectable } from '@nestjs/common';
import { conflict, notFound } from '../../../common/problem/index.js';
import type { RanEvent } from '../network/events.js';
import type { RadioNetwork } from '../radio-network.js';
import type { Bearer } from '../types.js';
import type { Precondition } from './network-parts.js';
import { OperatedNetwork } from './operated-network.js';

/** The E-RABs of the UEs, as they are: with their tunnels while the UE is attached. */
@Injectable()
export class BearersOfUes {
  constructor(private readonly network: OperatedNetwork) {}

  /** @throws Problem 404 */
  list(ueId: string): Promise<Bearer[]> {
    return this.network.read((network) => network.bearers(ueId));
  }

  /** @throws Problem 404 */
  get(ueId: string, erabId: number): Promise<Bearer> {
    return this.network.read((network) => this.require(network, ueId, erabId));
  }

  /** @throws Problem 404; 409 if the UE has it already */
  add(ueId: string, bearer: Bearer): Promise<Bearer> {
    return this.network.change((network) => {
      if (this.find(network, ueId, bearer.erabId)) throw conflict(`The UE ${ueId} has a bearer ${bearer.erabId} already.`);
      return this.put(network, ueId, bearer);
    });
  }

  /** @throws Problem 404, and what `unchanged` throws */
  replace(ueId: string, bearer: Bearer, unchanged: Precondition<Bearer>): Promise<Bearer> {
    return this.network.change((network) => {
      unchanged(this.require(network, ueId, bearer.erabId));
      return this.put(network, ueId, bearer);
    });
  }

  /** @throws Problem 404, and what `unchanged` throws */
  remove(ueId: string, erabId: number, unchanged: Precondition<Bearer>): Promise<void> {
    return this.network.change((network) => {
      unchanged(this.require(network, ueId, erabId));
      return { events: network.removeBearer(ueId, erabId), result: undefined };
    });
  }

  private put(network: RadioNetwork, ueId: string, bearer: Bearer): { events: RanEvent[]; result: Bearer } {
    const events = network.putBearer(ueId, bearer);
    return { events, result: this.require(network, ueId, bearer.erabId) };
  }

  private require(network: RadioNetwork, ueId: string, erabId: number): Bearer {
    const bearer = this.find(network, ueId, erabId);
    if (!bearer) throw notFound(`The UE ${ueId} has no bearer ${erabId}.`);
    return bearer;
  }

  private find(network: RadioNetwork, ueId: string, erabId: number): Bearer | undefined {
    return network.bearers(ueId).find((bearer) => bearer.erabId === erabId);
  }
}
