import { setTimeout as pause } from 'node:timers/promises';
import { ConfigurationError } from '../../src/config/index.js';
import { Failpoints } from '../../src/modules/common/failpoints/index.js';
import { HostCommands } from '../../src/modules/data-plane/adapters/host-commands.js';
import { NftablesDataPlane } from '../../src/modules/data-plane/adapters/nftables/nftables-data-plane.js';
import { eventually } from '../support/eventually.js';
import { addressOf } from '../support/namespaces.js';
import { CHATTY_PORT, forward, SILENCE_MS, steered, World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await World.create();
});
beforeEach(() => world.dataPlane.start([]));
afterAll(() => world.network.remove());

const [host1, host3] = [addressOf('host1'), addressOf('host3')];

/** A process that dies at a step. */
class Dying extends Failpoints {
  constructor(private readonly at: string) {
    super({} as never);
  }

  override reach(step: string): void {
    if (step === this.at) throw new Error('The process has died.');
  }
}

describe('tables that somebody else has', () => {
  it.each([
    ['removed', ['nft', 'flush', 'ruleset']],
    ['removed for IPv6, which the change is not about', ['nft', 'delete', 'table', 'ip6', 'openmep']],
    ['emptied in part', ['nft', 'flush', 'map', 'ip', 'openmep', 'owner']],
  ])('%s are made anew by the next change, with all rules', async (_what, command) => {
    await world.put(forward('host2', { dstAddress: [host1] }), forward('host2', { dstAddress: [addressOf('host1', 6)] }, { family: 6 }));
    world.network.platform(...command);
    await world.put(forward('host2', { dstAddress: [host3] }));
    expect([await world.tcp(host1), await world.tcp(host3), await world.tcp(addressOf('host1', 6))]).toEqual(['host2', 'host2', 'host2']);
  });
});

it('asks the host for one transaction per change, whatever the change', async () => {
  const [one, two] = [forward('host2', { dstAddress: [host1] }), steered('DROP', [{ dstAddress: [host3] }, { dstPort: ['1-7', '9'] }])];
  for (const change of [() => world.put(one, two), () => world.put({ ...one, rule: { ...one.rule, priority: 0 } }), () => world.put(one), () => world.remove(one, two)]) {
    const before = world.host.transactions;
    await change();
    expect(world.host.transactions).toBe(before + 1);
  }
});

it('starts although a table that bears its name is none that it knows', async () => {
  world.network.platform('nft', 'delete table ip openmep; add table ip openmep; add set ip openmep rules { type ipv4_addr; elements = { 10.0.0.1 }; }');
  const dataPlane = world.newDataPlane();
  const rule = forward('host2', { dstAddress: [host1] });
  await dataPlane.start([rule]);
  expect(await world.tcp(host1)).toBe('host2');
});

it('leaves other tables alone', async () => {
  world.network.platform('nft', 'add table ip other; add chain ip other forward { type filter hook forward priority 0; }; add rule ip other forward counter');
  await world.put(forward('host2', { dstAddress: [host1] }));
  await world.newDataPlane().start([]);
  expect(world.network.platform('nft', 'list', 'tables')).toContain('table ip other');
  world.network.platform('nft', 'delete', 'table', 'ip', 'other');
});

describe('a platform that starts again', () => {
  it('changes nothing for the traffic of rules that stay', async () => {
    const rules = [forward('host2', { dstAddress: [host1], dstPort: [`${CHATTY_PORT}`] }), steered('DROP', [{ dstAddress: [host3] }])];
    await world.put(...rules);
    const stream = await world.ue.stream(host1, CHATTY_PORT);
    const lines = async () => (await stream.state()).lines;
    for (let restart = 0; restart < 5; restart++) {
      const heard = (await lines()).length;
      const dataPlane = world.newDataPlane();
      await dataPlane.start(rules);
      expect(rules.map(({ key }) => dataPlane.holds(key))).toEqual([true, true]);
      await eventually(async () => expect((await lines()).length).toBeGreaterThan(heard + 10));
    }
    expect(new Set(await lines())).toEqual(new Set(['host2']));
    expect((await stream.state()).error).toBeNull();
    expect(await world.udp(host3)).toBe('nobody');
  });

  it('still bars servers from flows that rules have taken from them', async () => {
    const socket = await world.ue.datagrams();
    const heard = async () => (await socket.answers()).length;
    await socket.send(host1, CHATTY_PORT);
    await eventually(async () => expect(await heard()).toBeGreaterThan(5));
    const rule = steered('DROP', [{ dstAddress: [host1] }]);
    await world.put(rule);
    const before = await heard();
    await world.newDataPlane().start([rule]);
    await pause(SILENCE_MS);
    expect(await heard()).toBe(before);
    await world.newDataPlane().start([]);
    await eventually(async () => expect(await heard()).toBeGreaterThan(before));
  });

  it('moves flows of rules that came or went while it was away', async () => {
    const socket = await world.ue.datagrams();
    const answer = async (rules: Parameters<typeof world.dataPlane.start>[0]) => {
      await world.newDataPlane().start(rules);
      const before = (await socket.answers()).length;
      await socket.send(host1, 9000);
      await eventually(async () => expect((await socket.answers()).length).toBeGreaterThan(before));
      return (await socket.answers()).at(-1)!.text;
    };
    const [two, three] = [forward('host2', { dstAddress: [host1] }), forward('host3', { dstAddress: [host1] })];
    expect([await answer([]), await answer([two]), await answer([three]), await answer([two]), await answer([])]).toEqual(['host1', 'host2', 'host3', 'host2', 'host1']);
  });

  it.each(['data-plane:before-tables', 'data-plane:after-tables', 'data-plane:after-connections'])('finishes what it was doing when it died at %s', async (step) => {
    const socket = await world.ue.datagrams();
    const heard = async () => (await socket.answers()).length;
    await socket.send(host1, CHATTY_PORT);
    await eventually(async () => expect(await heard()).toBeGreaterThan(5));
    const rule = forward('host2', { dstAddress: [host1] });
    const dying = new NftablesDataPlane(new DeadHost(world.network.onPlatform), new Dying(step));
    await dying.start([]);
    await expect(dying.change({ put: [rule], remove: [] })).rejects.toThrow('died');
    await world.newDataPlane().start([rule]);
    const before = await heard();
    await pause(SILENCE_MS);
    expect(await heard()).toBe(before);
    await socket.send(host1, CHATTY_PORT);
    await eventually(async () => expect(await heard()).toBeGreaterThan(before + 5));
    expect(new Set((await socket.answers()).slice(before).map(({ text }) => text))).toEqual(new Set(['host2']));
  });
});

/** Commands of a process that dies in its first change: what it would do to take the change back does not happen. */
class DeadHost extends HostCommands {
  private transactions = 0;

  override runOnFile(program: string, args: readonly string[], content: string, timeout: number): Promise<string> {
    if (program === 'nft' && ++this.transactions > 2 && content.includes('"delete":{"table"')) return Promise.reject(new Error('The process has died.'));
    return super.runOnFile(program, args, content, timeout);
  }
}

describe('a host that lacks what is needed', () => {
  it('is told of without the programs', async () => {
    const dataPlane = new NftablesDataPlane(new HostCommands(['env', 'PATH=/nowhere']), new Failpoints({} as never));
    await expect(dataPlane.start([])).rejects.toThrow(ConfigurationError);
  });

  it('is told of without the permission', async () => {
    const withoutRights = ['setpriv', '--bounding-set=-net_admin', '--inh-caps=-net_admin', ...world.network.onPlatform];
    const dataPlane = new NftablesDataPlane(new HostCommands(withoutRights), new Failpoints({} as never));
    await expect(dataPlane.start([])).rejects.toThrow(/program nft, which is not permitted to work here, for it needs CAP_NET_ADMIN: .*not permitted/);
  });
});
