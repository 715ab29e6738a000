import { KEYS } from './keys.js';
import type { Policy, WorldChange, WorldItems } from './world-items.js';

type Kind = keyof WorldItems;

/** Collects what is to be recorded at once. What is said of an item later counts. */
export class ChangeDraft {
  private readonly puts = new Map<Kind, Map<string, WorldItems[Kind]>>();
  private readonly removals = new Map<Kind, Map<string, WorldItems[Kind]>>();

  constructor(private readonly policy?: Policy) {}

  get isEmpty(): boolean {
    return this.puts.size === 0 && this.removals.size === 0 && this.policy === undefined;
  }

  put<Name extends Kind>(kind: Name, ...items: readonly WorldItems[Name][]): void {
    this.note(kind, items, this.puts, this.removals);
  }

  remove<Name extends Kind>(kind: Name, ...items: readonly WorldItems[Name][]): void {
    this.note(kind, items, this.removals, this.puts);
  }

  change(): WorldChange {
    const kinds = new Set([...this.puts.keys(), ...this.removals.keys()]);
    const changes = [...kinds].map((kind) => [kind, { put: [...(this.puts.get(kind)?.values() ?? [])], remove: [...(this.removals.get(kind)?.values() ?? [])] }]);
    return { ...(Object.fromEntries(changes) as WorldChange), ...(this.policy && { policy: this.policy }) };
  }

  private note<Name extends Kind>(kind: Name, items: readonly WorldItems[Name][], into: Map<Kind, Map<string, WorldItems[Kind]>>, from: Map<Kind, Map<string, WorldItems[Kind]>>): void {
    for (const item of items) {
      const key = KEYS[kind](item);
      from.get(kind)?.delete(key);
      (into.get(kind) ?? into.set(kind, new Map()).get(kind)!).set(key, item);
    }
  }
}
