import { addressText } from '../../src/modules/data-plane/adapters/nftables/expressions.js';
import { CommandFailed, HostCommands } from '../../src/modules/data-plane/adapters/host-commands.js';
import { NftModel } from './nft-model.js';

/** A host without a kernel: nft goes to a model, conntrack tells what a test has written down. */
export class HostModel extends HostCommands {
  readonly nft = new NftModel();
  /** Lines of `conntrack -L -o extended`, by version of IP. */
  connections: Record<string, string[]> = { ipv4: [], ipv6: [] };
  /** What conntrack was told to do. */
  readonly deletions: string[] = [];
  /** How many transactions nft has been given. */
  transactions = 0;
  /** Commands that begin so fail. */
  failing: string | undefined;
  forwarding = '1\n';
  /** Answers of `ip -j route get`, by destination. */
  routes: Record<string, object> = {};

  override async run(program: string, args: readonly string[]): Promise<string> {
    this.mayFail(program, args);
    if (program === 'cat') return this.forwarding;
    if (program === 'ip') return JSON.stringify([this.routes[args.at(-1)!] ?? { dst: args.at(-1), dev: 'eth0' }]);
    if (program === 'conntrack') return args[0] === '-L' ? this.connections[args[2]!]!.join('\n') : '';
    return JSON.stringify({ nftables: [{ metainfo: {} }, ...this.list(args.slice(2))] });
  }

  override async runOnFile(program: string, args: readonly string[], content: string): Promise<string> {
    this.mayFail(program, args);
    if (program === 'conntrack') this.deletions.push(...content.trim().split('\n'));
    else this.transact(content);
    return '';
  }

  private mayFail(program: string, args: readonly string[]): void {
    if (this.failing !== undefined && [program, ...args].join(' ').startsWith(this.failing)) throw new CommandFailed(program, 'Operation not permitted', false);
  }

  private transact(content: string): void {
    this.transactions++;
    try {
      this.nft.transact((JSON.parse(content) as { nftables: [] }).nftables);
    } catch (error) {
      throw new CommandFailed('nft', (error as Error).message, false);
    }
  }

  private list([what, family, , name]: string[]): object[] {
    if (what === 'tables') return [...this.nft.tables.keys()].map((known) => ({ table: { family: known, name: 'openmep' } }));
    if (what === 'map') return [{ map: { elem: [...this.nft.table(family!).containers.get(name!)!.elements.values()].map(({ key, value }) => [Number(key[0]![0]), value]) } }];
    if (name === 'passing') return [{ set: { elem: this.passing(family!) } }];
    const { elements } = this.nft.table(family!).containers.get(name!)!;
    const elem = [...elements.values()].map(({ key, comment }) => ({ elem: { val: name === 'rules' ? Number(key[0]![0]) : { concat: key.map(([first], field) => (field < 2 ? addressText(family === 'ip' ? 4 : 6, first) : Number(first))) }, comment } }));
    return [{ set: { elem } }];
  }

  private passing(family: string): object[] {
    const text = (link: bigint) => Buffer.from(link.toString(16), 'hex').toString();
    const keys = [...this.nft.table(family).containers.get('passing')!.elements.values()].map(({ key }) => key.map(([first]) => first) as [bigint, bigint]);
    return keys.map(([link, address]) => ({ elem: { val: { concat: [text(link), addressText(family === 'ip' ? 4 : 6, address)] }, timeout: 120, expires: 60 } }));
  }
}
