import { setTimeout as pause } from 'node:timers/promises';
import { Failpoints } from '../../src/modules/common/failpoints/index.js';
import { HostCommands } from '../../src/modules/data-plane/adapters/host-commands.js';
import { NftablesDataPlane } from '../../src/modules/data-plane/adapters/nftables/nftables-data-plane.js';
import type { TrafficFilter, TrafficRule } from '../../src/modules/data-plane/domain/data-plane.js';
import type { SteeredRule } from '../../src/modules/data-plane/index.js';
import { eventually } from '../support/eventually.js';
import { addressOf, type Host, Namespaces } from '../support/namespaces.js';

/** Servers say who they are here, once per question. */
export const PORT = 9000;
/** Servers go on saying who they are here. */
export const CHATTY_PORT = 9001;

const CHATTY_S = 0.01;
/** So long a chatty server that can be heard is never silent. */
export const SILENCE_MS = 300;
/** As long as it takes at most to hear from a server that is asked. */
const NOBODY_MS = 2000;

const SERVERS = ['host1', 'host2', 'host3'] as const;

/** A test network with servers on three hosts, and a driver on its platform that has no rules yet. */
export class World {
  readonly network = Namespaces.create();
  readonly host = new CountingCommands(this.network.onPlatform);
  readonly dataPlane = this.newDataPlane();

  static async create(): Promise<World> {
    const world = new World();
    try {
      await world.dataPlane.start([]);
      await world.serve();
      return world;
    } catch (error) {
      world.network.remove();
      throw error;
    }
  }

  /** As in a platform that starts. */
  newDataPlane(): NftablesDataPlane {
    return new NftablesDataPlane(this.host, new Failpoints({} as never));
  }

  private async serve(): Promise<void> {
    for (const host of SERVERS) {
      await this.network.agents[host].serve(host, PORT);
      await this.network.agents[host].serve(host, CHATTY_PORT, CHATTY_S);
    }
  }

  get ue() {
    return this.network.agents.ue;
  }

  put(...put: SteeredRule[]): Promise<void> {
    return this.dataPlane.change({ put, remove: [] });
  }

  remove(...rules: SteeredRule[]): Promise<void> {
    return this.dataPlane.change({ put: [], remove: rules.map(({ key }) => key) });
  }

  /** Who answers a new TCP connection of the UE, or why nobody does. */
  async tcp(to: string, port = PORT): Promise<string> {
    const stream = await this.ue.stream(to, port);
    for (;;) {
      const { lines, error } = await stream.state();
      if (lines[0] ?? error) return lines[0] ?? error!;
    }
  }

  /** Who answers a datagram of the UE, or 'nobody'. */
  async udp(to: string, port = PORT): Promise<string> {
    const socket = await this.ue.datagrams();
    await socket.send(to, port);
    for (const end = Date.now() + NOBODY_MS; Date.now() < end; await pause(5)) {
      const [answer] = await socket.answers();
      if (answer) return answer.text;
    }
    return 'nobody';
  }
}

/** Counts the transactions that nft is given. */
export class CountingCommands extends HostCommands {
  transactions = 0;

  override runOnFile(program: string, args: readonly string[], content: string, timeout: number): Promise<string> {
    if (program === 'nft') this.transactions++;
    return super.runOnFile(program, args, content, timeout);
  }
}

/** What a count is once it has stopped growing. */
export const atRest = (count: () => Promise<number>): Promise<number> =>
  eventually(async () => {
    const before = await count();
    await pause(SILENCE_MS);
    expect(await count()).toBe(before);
    return before;
  });

let rules = 0;

/** A rule that is created after those before it, on flows and of priority 10. */
export function steered(action: TrafficRule['action'], filters: TrafficFilter[], more: Partial<TrafficRule> & { to?: Host[]; family?: 4 | 6 } = {}): SteeredRule {
  const { to, family = 4, ...attributes } = more;
  const order = ++rules;
  const dstInterface = to?.map((host) => ({ interfaceType: 'IP' as const, dstIpAddress: addressOf(host, family) }));
  const rule = { filterType: 'FLOW', priority: 10, state: 'ACTIVE', trafficFilter: filters, action, ...(dstInterface && { dstInterface }), ...attributes } as const;
  return { key: `rule-${order}`, order, rule };
}

export const forward = (to: Host, filter: TrafficFilter, more: Partial<TrafficRule> & { family?: 4 | 6 } = {}): SteeredRule =>
  steered('FORWARD_DECAPSULATED', [filter], { to: [to], ...more });
