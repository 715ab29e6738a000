import type { RegistrationNetwork } from '../types.js';

/** Which network functions can reach each other: all, but for AMFs of sets that are isolated from each other. An AMF that does not run is not there at all. */
export class Reachability {
  private readonly setOf: ReadonlyMap<string, string>;
  private readonly neighbours = new Map<string, Set<string>>();

  constructor({ amfSets, reachability = [] }: Pick<RegistrationNetwork, 'amfSets' | 'reachability'>) {
    this.setOf = new Map(amfSets.flatMap(({ id, amfs }) => amfs.map((amf) => [amf.id, id] as const)));
    for (const { id } of amfSets) this.neighbours.set(id, new Set([id]));
    for (const { one, other } of reachability) {
      this.neighbours.get(one)?.add(other);
      this.neighbours.get(other)?.add(one);
    }
  }

  reaches(sender: string, receiver: string): boolean {
    const [from, to] = [this.setOf.get(sender), this.setOf.get(receiver)];
    return from === undefined || to === undefined || this.neighbours.get(from)!.has(to);
  }
}
