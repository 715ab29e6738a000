import { addressFamily } from '../../common/ip/index.js';
import { log } from '../../common/log/index.js';
import { CommandFailed, type HostCommands } from './host-commands.js';

const TIMEOUT_MS = 10_000;

/** A route as `ip -j route get` tells it; only routes to other hosts have no type. */
interface Route {
  type?: string;
  dev?: string;
  gateway?: string;
  via?: object;
}

/** The program ip: the routes of this host. */
export class Routes {
  constructor(private readonly host: HostCommands) {}

  /** The name of the link behind which another host is; undefined if there is no route to it, or one with a gateway. */
  async linkTo(address: string): Promise<string | undefined> {
    if (addressFamily(address) === undefined) return undefined;
    try {
      const [route] = JSON.parse(await this.host.run('ip', ['-j', 'route', 'get', address], TIMEOUT_MS)) as Route[];
      return route && !route.type && !route.gateway && !route.via ? route.dev : undefined;
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      log.warn({ reason: error.reason }, 'There is no route to a host that packets shall be handed to.');
      return undefined;
    }
  }
}
