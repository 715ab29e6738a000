import type { Family } from '../../domain/selector.js';

/** A forward as the tables of the kernel hold it. */
export interface HeldForward {
  readonly key: string;
  readonly family: Family;
  /** Of the UE, in the one spelling that there is. */
  readonly address: string;
  readonly to: string;
  /** Name of the link behind which `to` is. */
  readonly link: string;
}

/** What a change does to the forwards of the kernel: for each UE there is one at most. */
export interface ForwardMoves {
  closed: readonly HeldForward[];
  opened: readonly HeldForward[];
}

/** The forwards that are there; does not change. */
export class Forwards {
  /** @param held by key, in the order in which they were put */
  constructor(private readonly held: ReadonlyMap<string, HeldForward> = new Map()) {}

  has(key: string): boolean {
    return this.held.has(key);
  }

  with(put: readonly HeldForward[], remove: readonly string[]): Forwards {
    const held = new Map(this.held);
    for (const key of [...remove, ...put.map(({ key }) => key)]) held.delete(key);
    for (const forward of put) held.set(forward.key, forward);
    return new Forwards(held);
  }

  /** What leads from others to these. */
  movesFrom(others: Forwards): ForwardMoves {
    const [before, after] = [others.inEffect(), this.inEffect()];
    const lacking = (all: Map<string, HeldForward>, present: Map<string, HeldForward>) => [...all].filter(([name, forward]) => !isAlike(forward, present.get(name))).map(([, forward]) => forward);
    return { closed: lacking(before, after), opened: lacking(after, before) };
  }

  /** By UE, for which the last that was put counts. */
  inEffect(): Map<string, HeldForward> {
    return new Map([...this.held.values()].map((forward) => [forward.address, forward]));
  }
}

const isAlike = (one: HeldForward, other: HeldForward | undefined): boolean => one.to === other?.to && one.link === other.link;
