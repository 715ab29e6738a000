import fc from 'fast-check';
import { Failpoints } from '../../src/modules/common/failpoints/index.js';
import { addressRange, protocolNumber } from '../../src/modules/common/ip/index.js';
import { HostCommands } from '../../src/modules/data-plane/adapters/host-commands.js';
import { NftablesDataPlane } from '../../src/modules/data-plane/adapters/nftables/nftables-data-plane.js';
import { Namespaces } from '../support/namespaces.js';
import { NftModel } from '../support/nft-model.js';
import { anyChange } from '../support/traffic-rules.js';

let network: Namespaces;

beforeAll(() => {
  network = Namespaces.create();
});
afterAll(() => network.remove());

/** Gives the kernel's transactions to the model too, once the kernel has taken them. */
class Tee extends HostCommands {
  readonly model = new NftModel();
  taken = 0;
  given = 0;

  override async runOnFile(program: string, args: readonly string[], content: string, timeout: number): Promise<string> {
    this.given++;
    const output = await super.runOnFile(program, args, content, timeout);
    this.model.transact((JSON.parse(content) as { nftables: [] }).nftables);
    this.taken++;
    return output;
  }
}

type Listed = string | number | { range: [Listed, Listed] } | { prefix: { addr: string; len: number } };

function rangeOf(value: Listed): bigint[] {
  if (typeof value === 'object' && 'range' in value) return value.range.flatMap((end) => rangeOf(end)[0]!);
  const text = typeof value === 'object' ? `${value.prefix.addr}/${value.prefix.len}` : String(value);
  const { first, last } = /[.:]/.test(text) ? addressRange(text)! : { first: protocolNumber(text) ?? text, last: protocolNumber(text) ?? text };
  return [BigInt(first), BigInt(last)];
}

/** The maps of entries with their keys, as the kernel lists them. */
function kernelEntries(): string[] {
  return ['ip', 'ip6'].flatMap((family) => {
    const { nftables } = JSON.parse(network.platform('nft', '-j', 'list', 'table', family, 'openmep')) as { nftables: { map?: { name: string; elem?: [{ concat: Listed[] }, unknown][] } }[] };
    const maps = nftables.flatMap(({ map }) => (map && map.name.startsWith('p') ? [map] : []));
    return maps.flatMap(({ name, elem = [] }) => elem.map(([key]) => `${family} ${name} ${key.concat.map((value) => rangeOf(value).join('-')).join(' ')}`));
  });
}

const modelEntries = ({ tables }: NftModel): string[] =>
  [...tables].flatMap(([family, { containers }]) =>
    [...containers].filter(([name]) => /^p\d+_layer/.test(name)).flatMap(([name, { elements }]) => [...elements.keys()].map((key) => `${family} ${name} ${key}`)),
  );

it('does what the model does, that unit tests go by, and refuses nothing', async () => {
  const host = new Tee(network.onPlatform);
  const dataPlane = new NftablesDataPlane(host, new Failpoints({} as never));
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyChange, { minLength: 2, maxLength: 6 }), async (changes) => {
      await dataPlane.start([]);
      for (const change of changes) await dataPlane.change(change);
      expect(host.given).toBe(host.taken);
      const entries = modelEntries(host.model).sort();
      expect(kernelEntries().sort()).toEqual(entries);
      compared += entries.length;
    }),
    { numRuns: 25, endOnFailure: true },
  );
  expect(compared).toBeGreaterThan(100);
}, 120_000);
