import type { UeIdentity } from '../../../ran/index.js';
import { ueKeyOf } from '../placement/ue-key.js';

/** The UEs of the radio network by their identifiers, and the other way round. */
export class NetworkUes {
  private readonly ids = new Map<string, string>();
  private readonly keys = new Map<string, readonly string[]>();

  constructor(identities: readonly Pick<UeIdentity, 'id' | 'associateId'>[] = []) {
    for (const identity of identities) this.put(identity);
  }

  /** Id of the UE that has an identifier. */
  idOf(ueKey: string): string | undefined {
    return this.ids.get(ueKey);
  }

  keysOf(ueId: string): readonly string[] {
    return this.keys.get(ueId) ?? [];
  }

  put({ id, associateId }: Pick<UeIdentity, 'id' | 'associateId'>): void {
    this.remove(id);
    const keys = associateId.map(ueKeyOf);
    this.keys.set(id, keys);
    for (const key of keys) this.ids.set(key, id);
  }

  remove(ueId: string): void {
    for (const key of this.keysOf(ueId)) if (this.ids.get(key) === ueId) this.ids.delete(key);
    this.keys.delete(ueId);
  }
}
