import { Failpoints } from '../../src/modules/common/failpoints/index.js';
import { HostCommands } from '../../src/modules/data-plane/adapters/host-commands.js';
import { NftablesDataPlane } from '../../src/modules/data-plane/adapters/nftables/nftables-data-plane.js';
import type { TrafficFilter, TrafficRule } from '../../src/modules/data-plane/domain/data-plane.js';
import type { SteeredRule } from '../../src/modules/data-plane/index.js';
import { addressOf, type Host, Namespaces } from '../support/namespaces.js';

export const PORT = 9000;

/** A test network with servers, and the driver on its platform. */
export class World {
  readonly network = Namespaces.create();
  readonly dataPlane = this.newDataPlane();

  /** As a platform that starts; the driver before it is no more. */
  newDataPlane(failpoints = new Failpoints({} as never)): NftablesDataPlane {
    return new NftablesDataPlane(new HostCommands(this.network.onPlatform), failpoints);
  }

  get ue() {
    return this.network.agents.ue;
  }

  /** Who answers a new TCP connection, or why nobody does. */
  async tcp(to: string, port = PORT): Promise<string> {
    const stream = await this.ue.stream(to, port);
    for (;;) {
      const { lines, error } = await stream.state();
      if (lines[0] ?? error) return lines[0] ?? error!;
    }
  }
}

let rules = 0;

/** A rule that is created after those before it. */
export function steered(action: TrafficRule['action'], filters: TrafficFilter[], more: Partial<TrafficRule> & { to?: Host[]; family?: 4 | 6 } = {}): SteeredRule {
  const { to, family = 4, ...attributes } = more;
  const order = ++rules;
  const dstInterface = to?.map((host) => ({ interfaceType: 'IP' as const, dstIpAddress: addressOf(host, family) }));
  const rule = { trafficRuleId: `${order}`, filterType: 'FLOW', priority: 10, state: 'ACTIVE', trafficFilter: filters, action, ...(dstInterface && { dstInterface }), ...attributes } as const;
  return { key: `rule-${order}`, order, rule };
}
