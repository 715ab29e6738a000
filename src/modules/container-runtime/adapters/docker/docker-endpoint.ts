import type { DockerOptions } from 'dockerode';
import { RuntimeRefusal } from '../../domain/runtime-errors.js';

const HTTP_PORT = 2375;

/**
 * How the client reaches an engine. Everything that the client would else read from the environment is said here.
 * @throws RuntimeRefusal if there can be none
 */
export function dockerOptions(dockerHost: string): DockerOptions {
  if (dockerHost.startsWith('unix:///')) return { socketPath: dockerHost.slice('unix://'.length), host: undefined, protocol: 'http' };
  const url = /^(tcp|http):\/\//.test(dockerHost) && URL.canParse(dockerHost) ? new URL(dockerHost) : undefined;
  if (!url?.hostname) throw new RuntimeRefusal(`DOCKER_HOST, or the endpoint of a cloud, must be unix:///… or tcp://host:port; it is "${dockerHost}"`);
  return { host: url.hostname, port: url.port || HTTP_PORT, protocol: 'http' };
}
