import type { HostCommands } from '../host-commands.js';
import type { Json } from './expressions.js';

const TIMEOUT_MS = 30_000;

/** The program nft, spoken to in JSON. */
export class Nft {
  constructor(private readonly host: HostCommands) {}

  /** All commands take effect at once, or none. @throws CommandFailed */
  async transact(commands: readonly Json[]): Promise<void> {
    await this.host.runOnFile('nft', ['-j', '-f'], JSON.stringify({ nftables: commands }), TIMEOUT_MS);
  }

  /** Answers what nft lists, without what it says about itself. @throws CommandFailed, also if there is nothing of that name */
  async list(...what: string[]): Promise<Record<string, unknown>[]> {
    const { nftables } = JSON.parse(await this.host.run('nft', ['-j', 'list', ...what], TIMEOUT_MS)) as { nftables: Record<string, unknown>[] };
    return nftables.filter((item) => !('metainfo' in item));
  }
}
