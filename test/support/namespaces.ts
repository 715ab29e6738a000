import { fileURLToPath } from 'node:url';
import type { NetworkAgent } from './network-agent.js';
import { TestHosts } from './test-hosts.js';

/** Hosts that are connected to the platform, each by a network of its own; the platform has the address that ends in 1 in each. */
const HOSTS = ['ue', 'host1', 'host2', 'host3'] as const;
export type Host = (typeof HOSTS)[number];

const REACHED = fileURLToPath(new URL('network-reached.py', import.meta.url));

/** A UE, a platform that routes, and three hosts of applications, each in a network namespace of its own. */
export class Namespaces {
  readonly agents = {} as Record<Host, NetworkAgent>;
  private readonly hosts = new TestHosts();

  static create(): Namespaces {
    const namespaces = new Namespaces();
    try {
      namespaces.build();
      return namespaces;
    } catch (error) {
      namespaces.remove();
      throw error;
    }
  }

  /** Words before a command that let it run on the platform. */
  get onPlatform(): string[] {
    return this.hosts.on('platform');
  }

  /** Runs a program on the platform and answers what it writes. @throws Error if it fails */
  platform(...command: string[]): string {
    return this.hosts.run('platform', ...command);
  }

  /** The same on another host. @throws Error if it fails */
  onHost(host: Host, ...command: string[]): string {
    return this.hosts.run(host, ...command);
  }

  /** One more address of a host, with its prefix length. */
  addAddress(host: Host, address: string, link: string): void {
    this.hosts.addAddress(host, address, link);
  }

  remove(): void {
    this.hosts.remove();
  }

  private build(): void {
    for (const host of ['platform', ...HOSTS]) this.hosts.add(host);
    for (const name of ['ipv4/ip_forward', 'ipv6/conf/all/forwarding']) this.hosts.configure('platform', name, 1);
    for (const host of HOSTS) this.connect(host);
    this.hosts.run('ue', 'python3', REACHED, ...HOSTS.flatMap((host) => [addressOf(host, 4), addressOf(host, 6)]));
  }

  private connect(host: Host): void {
    const addresses = (last: number) => [`${addressOf(host, 4, last)}/24`, `${addressOf(host, 6, last)}/64`];
    this.hosts.connect({ host, link: 'eth0', addresses: addresses(2) }, { host: 'platform', link: host, addresses: addresses(1) });
    this.hosts.ip(host, 'route', 'add', 'default', 'via', addressOf(host, 4, 1));
    this.hosts.ip(host, '-6', 'route', 'add', 'default', 'via', addressOf(host, 6, 1));
    this.agents[host] = this.hosts.agent(host);
  }
}

/** The address of a host. */
export function addressOf(host: Host, family: 4 | 6 = 4, last = 2): string {
  const network = HOSTS.indexOf(host) + 1;
  return family === 4 ? `10.77.${network}.${last}` : `fd77:${network}::${last}`;
}
