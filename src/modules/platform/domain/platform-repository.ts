/** Where the platform keeps its identity. */
export abstract class PlatformRepository {
  /** The stored id; the proposed one is stored if there is none. */
  abstract idOrStore(proposed: string): Promise<string>;
}
