import type { DockerOptions } from 'dockerode';
import { ConfigurationError } from '../../../../config/index.js';

const HTTP_PORT = 2375;

/**
 * How the client reaches the engine that DOCKER_HOST names. Everything that the client would else read from the environment is said here.
 * @throws ConfigurationError
 */
export function dockerOptions(dockerHost: string): DockerOptions {
  if (dockerHost.startsWith('unix:///')) return { socketPath: dockerHost.slice('unix://'.length), host: undefined, protocol: 'http' };
  const url = /^(tcp|http):\/\//.test(dockerHost) && URL.canParse(dockerHost) ? new URL(dockerHost) : undefined;
  if (!url?.hostname) throw new ConfigurationError([`MEC_RUNTIME is docker, for which DOCKER_HOST must be unix:///… or tcp://host:port; it is "${dockerHost}".`]);
  return { host: url.hostname, port: url.port || HTTP_PORT, protocol: 'http' };
}
