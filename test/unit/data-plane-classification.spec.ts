import fc from 'fast-check';
import { Failpoints } from '../../src/modules/common/failpoints/index.js';
import { fingerprintOf } from '../../src/modules/data-plane/adapters/nftables/held-rule.js';
import { NftablesDataPlane } from '../../src/modules/data-plane/adapters/nftables/nftables-data-plane.js';
import { steeringOf } from '../../src/modules/data-plane/domain/steering.js';
import type { DataPlaneChange, SteeredRule } from '../../src/modules/data-plane/index.js';
import { HostModel } from '../support/host-model.js';
import type { Packet } from '../support/nft-model.js';
import { followed, isRewriting } from '../support/steering-model.js';
import { anyChange } from '../support/traffic-rules.js';

const anyPacket = fc.record({
  family: fc.constantFrom('ip' as const, 'ip6' as const),
  hosts: fc.tuple(fc.nat(7), fc.nat(7)),
  protocol: fc.constantFrom(6, 17, 132, 1),
  ports: fc.tuple(fc.nat(5), fc.nat(5)),
  trafficClass: fc.constantFrom(0, 185),
  mark: fc.constantFrom(0, 7, 0x4d200001),
  owner: fc.option(fc.nat(5), { nil: undefined }),
  state: fc.constantFrom('new' as const, 'established' as const),
  direction: fc.constantFrom('original' as const, 'reply' as const),
});

type Sample = typeof anyPacket extends fc.Arbitrary<infer T> ? T : never;

class World {
  readonly host = new HostModel();
  readonly dataPlane = new NftablesDataPlane(this.host, new Failpoints({} as never));
  readonly rules = new Map<string, SteeredRule>();

  /** @param failsFirst whether the host refuses the first attempt */
  async change({ put, remove }: DataPlaneChange, failsFirst: boolean): Promise<void> {
    this.host.failing = failsFirst ? 'nft -j -f' : undefined;
    if (failsFirst) await this.dataPlane.change({ put, remove }).catch((error: unknown) => expect(error).toMatchObject({ status: 503 }));
    this.host.failing = undefined;
    await this.dataPlane.change({ put, remove });
    for (const key of remove) this.rules.delete(key);
    for (const rule of put) this.rules.set(rule.key, rule);
  }

  markOf(family: string, { key, order, rule }: SteeredRule): number | undefined {
    const fingerprint = fingerprintOf(key, order, steeringOf(rule));
    const element = [...this.host.nft.table(family).containers.get('rules')!.elements.values()].find(({ comment }) => comment === fingerprint);
    return element && Number(element.key[0]![0]);
  }
}

function packetOf(world: World, { family, hosts, ports, owner, ...rest }: Sample): [Packet, SteeredRule | undefined] {
  const base = family === 'ip' ? 0x0a000000n : 0xfd00n << 112n;
  const flows = [...world.rules.values()].filter(({ rule }) => rule.filterType === 'FLOW');
  const rule = owner === undefined ? undefined : flows[owner];
  const ctMark = rule && world.markOf(family, rule);
  const [saddr, daddr] = [base + BigInt(hosts[0]), base + BigInt(hosts[1])];
  return [{ family, saddr, daddr, sport: ports[0], dport: ports[1], ctMark: ctMark ?? 0, ...rest }, ctMark === undefined ? undefined : rule];
}

/** What becomes of a packet and of the marks that it and its connection bear. */
function expected(world: World, packet: Packet, owner: SteeredRule | undefined) {
  const foreign = (packet.mark & 0xff000000) === 0x4d000000 ? 0 : packet.mark;
  const rule = followed([...world.rules.values()], packet, owner);
  const unmoved = { verdict: 'accept', mark: foreign, ctMark: packet.ctMark };
  if (!rule) return unmoved;
  const mark = world.markOf(packet.family, rule)!;
  const { filterType, action } = rule.rule;
  if (action === 'DROP') return { verdict: 'drop', mark: foreign, ctMark: filterType === 'FLOW' ? mark : packet.ctMark };
  if (filterType === 'FLOW') return { verdict: 'accept', mark: action.startsWith('DUPLICATE') && packet.direction === 'original' ? mark : foreign, ctMark: mark };
  if (action !== 'PASSTHROUGH') return { verdict: 'accept', mark, ctMark: packet.ctMark };
  const isTranslated = owner && isRewriting(owner.rule) && packet.direction === 'original';
  return isTranslated ? { ...unmoved, mark: 0x4d100000 } : unmoved;
}

it('treats every packet as if all rules were asked one after the other, whatever changes there were', async () => {
  let hits = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(anyChange, fc.boolean()), { minLength: 1, maxLength: 5 }), fc.array(anyPacket, { minLength: 30, maxLength: 30 }), async (changes, packets) => {
      const world = new World();
      await world.dataPlane.start([]);
      for (const [change, failsFirst] of changes) {
        await world.change(change, failsFirst);
        for (const sample of packets) {
          const [packet, owner] = packetOf(world, sample);
          const wanted = expected(world, packet, owner);
          const verdict = world.host.nft.pass('classification', packet);
          if (verdict === 'drop' || packet.ctMark || packet.mark) hits++;
          expect({ verdict, mark: packet.mark, ctMark: packet.ctMark }).toEqual(wanted);
        }
      }
      // The first transaction makes the tables, every other one is a change; none has had to make them anew.
      expect(world.host.transactions).toBeLessThanOrEqual(1 + changes.length);
    }),
    { numRuns: 100 },
  );
  expect(hits).toBeGreaterThan(1000);
});
