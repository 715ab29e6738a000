/** A DNS server that other names are asked of. */
export interface UpstreamServer {
  address: string;
  port: number;
}

/** The way to upstream servers. */
export abstract class UpstreamClient {
  /**
   * Sends a query and resolves to the answer, which is whole and has the id and the question of the query; undefined after `close`.
   * @throws Error if there is none within `patience` milliseconds
   */
  abstract exchange(server: UpstreamServer, query: Buffer, patience: number): Promise<Buffer | undefined>;

  /** Gives up what is under way, and begins nothing more. */
  abstract close(): void;
}
