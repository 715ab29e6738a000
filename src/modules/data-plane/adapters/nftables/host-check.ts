import { ConfigurationError } from '../../../../config/index.js';
import { log } from '../../../common/log/index.js';
import { CommandFailed, type HostCommands } from '../host-commands.js';

const TIMEOUT_MS = 10_000;

const NEEDED: [program: string, args: string[]][] = [
  ['nft', ['-j', 'list', 'tables']],
  ['conntrack', ['-C']],
];

const FORWARDING = { IPv4: '/proc/sys/net/ipv4/ip_forward', IPv6: '/proc/sys/net/ipv6/conf/all/forwarding' };

const attempt = (host: HostCommands, program: string, args: string[]): Promise<string | CommandFailed> =>
  host.run(program, args, TIMEOUT_MS).catch((error: unknown) => {
    if (error instanceof CommandFailed) return error;
    throw error;
  });

/** @throws ConfigurationError with a sentence per fault, if the driver nftables cannot work here */
export async function checkHost(host: HostCommands): Promise<void> {
  const faults: string[] = [];
  for (const [program, args] of NEEDED) {
    const answer = await attempt(host, program, args);
    if (!(answer instanceof CommandFailed)) continue;
    const reason = answer.missing ? 'which is not on this host' : `which is not permitted to work here, for it needs CAP_NET_ADMIN: ${answer.reason}`;
    faults.push(`MEC_DATA_PLANE is nftables, which needs the program ${program}, ${reason}.`);
  }
  if (faults.length) throw new ConfigurationError(faults);
  for (const [version, file] of Object.entries(FORWARDING)) {
    const answer = await attempt(host, 'cat', [file]);
    if (answer instanceof CommandFailed || answer.trim() === '0') log.warn({ file }, `This host does not forward ${version}; traffic rules can forward none of it.`);
  }
}
