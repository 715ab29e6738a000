import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NetworkAgent } from './network-agent.js';

/** Hosts that are connected to the platform, each by a network of its own; the platform has the address that ends in 1 in each. */
const HOSTS = ['ue', 'host1', 'host2', 'host3'] as const;
export type Host = (typeof HOSTS)[number];

const REACHED = fileURLToPath(new URL('network-reached.py', import.meta.url));

let networks = 0;

function run(command: string[]): string {
  const { status, stdout, stderr } = spawnSync(command[0]!, command.slice(1), { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command.join(' ')}: ${stderr}`);
  return stdout;
}

const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}`);

/** Namespaces of tests that were killed before they could remove them. */
function removeLeftOver(): void {
  for (const [name, pid] of run(['ip', 'netns', 'list']).matchAll(/^mep(\d+)-\d+-[a-z0-9]+/gm)) if (!isAlive(Number(pid))) spawnSync('ip', ['netns', 'del', name]);
}

/** A UE, a platform that routes, and three hosts of applications, each in a network namespace of its own. */
export class Namespaces {
  readonly agents = {} as Record<Host, NetworkAgent>;
  private readonly created: string[] = [];
  private readonly removeAtExit = () => this.remove();

  private constructor(private readonly name: string) {}

  static create(): Namespaces {
    removeLeftOver();
    const namespaces = new Namespaces(`mep${process.pid}-${++networks}`);
    process.once('exit', namespaces.removeAtExit);
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
    return ['ip', 'netns', 'exec', this.nameOf('platform')];
  }

  /** Runs a program on the platform and answers what it writes. @throws Error if it fails */
  platform(...command: string[]): string {
    return run([...this.onPlatform, ...command]);
  }

  /** The same on another host. @throws Error if it fails */
  onHost(host: Host, ...command: string[]): string {
    return run(['ip', 'netns', 'exec', this.nameOf(host), ...command]);
  }

  remove(): void {
    process.off('exit', this.removeAtExit);
    for (const agent of Object.values(this.agents)) agent.stop();
    for (const name of this.created.splice(0)) spawnSync('ip', ['netns', 'del', name]);
  }

  private nameOf(host: Host | 'platform'): string {
    return `${this.name}-${host}`;
  }

  private build(): void {
    for (const host of ['platform', ...HOSTS] as const) {
      run(['ip', 'netns', 'add', this.nameOf(host)]);
      this.created.push(this.nameOf(host));
      run(['ip', '-n', this.nameOf(host), 'link', 'set', 'lo', 'up']);
    }
    for (const name of ['ipv4/ip_forward', 'ipv6/conf/all/forwarding']) this.configure('platform', name, 1);
    for (const host of HOSTS) this.connect(host);
    const addresses = HOSTS.flatMap((host) => [addressOf(host, 4), addressOf(host, 6)]);
    run(['ip', 'netns', 'exec', this.nameOf('ue'), 'python3', REACHED, ...addresses]);
  }

  private configure(host: Host | 'platform', name: string, value: number): void {
    run(['ip', 'netns', 'exec', this.nameOf(host), 'sh', '-c', `echo ${value} > /proc/sys/net/${name}`]);
  }

  private connect(host: Host): void {
    const [own, platform] = [this.nameOf(host), this.nameOf('platform')];
    const [gateway4, gateway6] = [addressOf(host, 4, 1), addressOf(host, 6, 1)];
    run(['ip', '-n', own, 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', host, 'netns', platform]);
    for (const [name, link, last] of [[own, 'eth0', 2], [platform, host, 1]] as const) {
      run(['ip', '-n', name, 'address', 'add', `${addressOf(host, 4, last)}/24`, 'dev', link]);
      run(['ip', '-n', name, 'address', 'add', `${addressOf(host, 6, last)}/64`, 'dev', link, 'nodad']);
      run(['ip', '-n', name, 'link', 'set', link, 'up']);
    }
    run(['ip', '-n', own, 'route', 'add', 'default', 'via', gateway4]);
    run(['ip', '-n', own, '-6', 'route', 'add', 'default', 'via', gateway6]);
    this.agents[host] = new NetworkAgent(['ip', 'netns', 'exec', own]);
  }
}

/** The address of a host. */
export function addressOf(host: Host, family: 4 | 6 = 4, last = 2): string {
  const network = HOSTS.indexOf(host) + 1;
  return family === 4 ? `10.77.${network}.${last}` : `fd77:${network}::${last}`;
}
