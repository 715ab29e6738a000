import type { Family } from '../../domain/selector.js';
import { canonicalAddress } from './expressions.js';
import type { HeldRule } from './held-rule.js';

export interface SteeredAddress {
  readonly family: Family;
  readonly address: string;
}

/** Addresses to which rules now send packets, or no longer do. */
export interface AddressMoves {
  opened: readonly SteeredAddress[];
  closed: readonly SteeredAddress[];
}

/** The addresses to which rules in effect send packets. */
export class SteeredAddresses {
  /** How many rules send packets to them. */
  private readonly counts = new Map<string, number>();

  change(gone: readonly HeldRule[], added: readonly HeldRule[]): AddressMoves {
    const touched = new Map([...gone, ...added].flatMap(addressesOf).map((steered) => [steered.address, steered]));
    const before = new Set([...touched.keys()].filter((address) => this.counts.has(address)));
    for (const { address } of added.flatMap(addressesOf)) this.counts.set(address, (this.counts.get(address) ?? 0) + 1);
    for (const { address } of gone.flatMap(addressesOf)) this.leave(address);
    const all = [...touched.values()];
    return {
      opened: all.filter(({ address }) => this.counts.has(address) && !before.has(address)),
      closed: all.filter(({ address }) => !this.counts.has(address) && before.has(address)),
    };
  }

  private leave(address: string): void {
    const count = this.counts.get(address)! - 1;
    if (count === 0) this.counts.delete(address);
    else this.counts.set(address, count);
  }
}

/** Those of one rule. */
const addressesOf = ({ steering: { effect } }: HeldRule): SteeredAddress[] => {
  const named = 'copy' in effect ? [effect.target, effect.copy] : 'target' in effect ? [effect.target] : [];
  return named.map(canonicalAddress);
};
