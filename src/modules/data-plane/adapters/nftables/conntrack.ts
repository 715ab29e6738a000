import type { Family } from '../../domain/selector.js';
import type { HostCommands } from '../host-commands.js';
import { type Connection, connectionOf, hasPorts, protocolName } from './connection.js';

const LIST_TIMEOUT_MS = 30_000;
const DELETE_TIMEOUT_MS = 120_000;

/** The program conntrack: the connections that the kernel tracks. */
export class Conntrack {
  constructor(private readonly host: HostCommands) {}

  /** @throws CommandFailed */
  async list(family: Family): Promise<Connection[]> {
    const lines = await this.host.run('conntrack', ['-L', '-f', `ipv${family}`, '-o', 'extended'], LIST_TIMEOUT_MS);
    return lines.split('\n').flatMap((line) => connectionOf(line) ?? []);
  }

  /**
   * Makes the kernel forget some of the connections that were listed; those that have ended meanwhile are passed over.
   * @throws CommandFailed
   */
  async forget(listed: readonly Connection[], condemned: ReadonlySet<Connection>): Promise<void> {
    if (condemned.size === 0) return;
    const commands = deletions(listed, condemned);
    await this.host.runOnFile('conntrack', ['-R'], commands.map((command) => `${command}\n`).join(''), DELETE_TIMEOUT_MS);
  }
}

const protocolOption = (connection: Connection): string => `-p ${protocolName(connection)}`;

/** Ways to name many connections in one command, from the largest groups to single connections. */
const PATTERNS: ((connection: Connection) => string)[] = [
  ({ mark }) => (mark ? `-m ${mark}` : ''),
  (connection) => `${protocolOption(connection)} -d ${connection.original.destination}${hasPorts(connection) ? ` --dport ${connection.original.destinationPort}` : ''}`,
  ({ original }) => `-s ${original.source}`,
];

function single(connection: Connection): string {
  const { original } = connection;
  const ports = hasPorts(connection) ? ` --sport ${original.sourcePort} --dport ${original.destinationPort}` : '';
  return `${protocolOption(connection)} -s ${original.source} -d ${original.destination}${ports}`;
}

function grouped(connections: readonly Connection[], nameOf: (connection: Connection) => string): Map<string, Connection[]> {
  const groups = new Map<string, Connection[]>();
  for (const connection of connections) {
    const name = nameOf(connection);
    const members = groups.get(name) ?? [];
    groups.set(name, members);
    members.push(connection);
  }
  return groups;
}

/**
 * Commands that delete the condemned ones of all connections of one version of IP. Each command lets conntrack go through all connections, so
 * that where all of a group are condemned the group is named, not its members.
 */
function deletions(listed: readonly Connection[], condemned: ReadonlySet<Connection>): string[] {
  const remaining = new Set(condemned);
  const commands: string[] = [];
  const command = ({ family }: Connection, pattern: string) => commands.push(`-D -f ipv${family} ${pattern}`);
  for (const patternOf of PATTERNS) {
    for (const [pattern, members] of grouped(listed, patternOf)) {
      const left = members.filter((member) => remaining.has(member));
      if (!pattern || left.length < 2 || !members.every((member) => condemned.has(member))) continue;
      command(members[0]!, pattern);
      for (const member of left) remaining.delete(member);
    }
  }
  for (const connection of remaining) command(connection, single(connection));
  return commands;
}
