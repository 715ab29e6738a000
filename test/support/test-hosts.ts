import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { NetworkAgent } from './network-agent.js';

/** An end of a link: on which host, how it is called there, and its addresses with their prefix lengths. */
export interface LinkEnd {
  host: string;
  link: string;
  addresses: string[];
}

let groups = 0;

function run(command: string[]): string {
  const { status, stdout, stderr } = spawnSync(command[0]!, command.slice(1), { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command.join(' ')}: ${stderr}`);
  return stdout;
}

const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}`);

/** Namespaces of tests that were killed before they could remove them. */
function removeLeftOver(): void {
  for (const [name, pid] of run(['ip', 'netns', 'list']).matchAll(/^mep(\d+)-\d+-[a-z0-9-]+/gm)) if (!isAlive(Number(pid))) spawnSync('ip', ['netns', 'del', name]);
}

/** Hosts of a test, each in a network namespace of its own; they are gone when the process ends, at the latest. */
export class TestHosts {
  private readonly created: string[] = [];
  private readonly agents: NetworkAgent[] = [];
  private readonly name = `mep${process.pid}-${++groups}`;
  private readonly removeAtExit = () => this.remove();

  constructor() {
    removeLeftOver();
    process.once('exit', this.removeAtExit);
  }

  add(host: string): void {
    run(['ip', 'netns', 'add', this.nameOf(host)]);
    this.created.push(this.nameOf(host));
    run(['ip', '-n', this.nameOf(host), 'link', 'set', 'lo', 'up']);
  }

  /** Connects two hosts by a link of their own. */
  connect(one: LinkEnd, other: LinkEnd): void {
    run(['ip', '-n', this.nameOf(one.host), 'link', 'add', one.link, 'type', 'veth', 'peer', 'name', other.link, 'netns', this.nameOf(other.host)]);
    for (const { host, link, addresses } of [one, other]) {
      for (const address of addresses) this.addAddress(host, address, link);
      this.ip(host, 'link', 'set', link, 'up');
    }
  }

  /** An address that can be used at once: without `nodad` one of IPv6 is tentative for a while, on the loopback, too. */
  addAddress(host: string, address: string, link: string): void {
    this.ip(host, 'address', 'add', address, 'dev', link, ...(address.includes(':') ? ['nodad'] : []));
  }

  configure(host: string, name: string, value: number): void {
    this.run(host, 'sh', '-c', `echo ${value} > /proc/sys/net/${name}`);
  }

  ip(host: string, ...words: string[]): void {
    run(['ip', '-n', this.nameOf(host), ...words]);
  }

  agent(host: string): NetworkAgent {
    const agent = new NetworkAgent(this.on(host));
    this.agents.push(agent);
    return agent;
  }

  /** Words before a command that let it run on a host. */
  on(host: string): string[] {
    return ['ip', 'netns', 'exec', this.nameOf(host)];
  }

  /** Runs a program on a host and answers what it writes. @throws Error if it fails */
  run(host: string, ...command: string[]): string {
    return run([...this.on(host), ...command]);
  }

  remove(): void {
    process.off('exit', this.removeAtExit);
    for (const agent of this.agents.splice(0)) agent.stop();
    for (const name of this.created.splice(0)) spawnSync('ip', ['netns', 'del', name]);
  }

  private nameOf(host: string): string {
    return `${this.name}-${host}`;
  }
}
