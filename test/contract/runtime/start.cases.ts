import { ConfigurationError } from '../../../src/config/index.js';
import { startPlatform } from '../../support/platform.js';

describe('a platform does not start where its settings lead to no engine', () => {
  it.each<[string, Record<string, string>, string]>([
    ['docker', { DOCKER_HOST: 'ssh://host' }, 'DOCKER_HOST, or the endpoint of a cloud, must be unix:///… or tcp://host:port; it is "ssh://host"'],
    ['kubernetes', { KUBECONFIG: '/nowhere/config' }, "KUBECONFIG /nowhere/config cannot be read: ENOENT: no such file or directory, open '/nowhere/config'"],
  ])('of %s', async (driver, environment, reason) => {
    const error: unknown = await startPlatform({ environment: { MEC_RUNTIME: driver, ...environment } }).then(
      () => undefined,
      (refusal: unknown) => refusal,
    );
    expect(error).toBeInstanceOf(ConfigurationError);
    expect((error as ConfigurationError).faults).toEqual([`MEC_RUNTIME is ${driver}, and ${reason}.`]);
  });
});
