import { tmpdir } from 'node:os';
import { UsedRuntimes } from '../../src/modules/container-runtime/adapters/used-runtimes.js';
import { RuntimeRefusal, type RuntimePlace } from '../../src/modules/container-runtime/index.js';
import { Settings } from '../../src/config/index.js';
import { StandInApi } from '../support/kubernetes/stand-in-api.js';
import { TestClock } from '../support/test-clock.js';

const HOST = 'unix:///run/docker.sock';
const FOG = 'tcp://192.0.2.10:2375';

describe('the engines that a platform uses', () => {
  let kubeconfig: string;
  let api: StandInApi;
  let runtimes: UsedRuntimes;

  beforeEach(async () => {
    api = await StandInApi.start();
    kubeconfig = api.kubeconfig(undefined, { 'edge-n': 'https://192.0.2.20:6443' });
    runtimes = new UsedRuntimes(Object.assign(new Settings(), { dockerHost: HOST, dataFolder: tmpdir(), kubeconfig }), new TestClock());
  });

  it('are reached by driver and endpoint, or where the settings say', async () => {
    const endpointOf = async (place: RuntimePlace) => (await runtimes.at(place)).connection.endpoint;
    expect(await endpointOf({ driver: 'docker' })).toBe(HOST);
    expect(await endpointOf({ driver: 'docker', endpoint: FOG })).toBe(FOG);
    expect(await endpointOf({ driver: 'kubernetes' })).toBe(api.url);
    expect(await endpointOf({ driver: 'kubernetes', endpoint: 'edge-n' })).toBe('https://192.0.2.20:6443');
    expect((await runtimes.at({ driver: 'none' })).name).toBe('none');
  });

  it.each<[RuntimePlace, RuntimePlace]>([
    [{ driver: 'none' }, { driver: 'none' }],
    [{ driver: 'docker' }, { driver: 'docker', endpoint: HOST }],
    [{ driver: 'docker', endpoint: FOG }, { driver: 'docker', endpoint: FOG }],
    [{ driver: 'kubernetes', endpoint: 'edge-n' }, { driver: 'kubernetes', endpoint: 'edge-n' }],
  ])('are one for %j and %j, also if both ask at once', async (one, other) => {
    const [first, second] = await Promise.all([runtimes.at(one), runtimes.at(other)]);
    expect(first).toBe(second);
    expect(await runtimes.at(one)).toBe(first);
    expect(await runtimes.at({ driver: 'docker', endpoint: 'tcp://192.0.2.99' })).not.toBe(first);
  });

  it.each<[RuntimePlace, RegExp]>([
    [{ driver: 'none', endpoint: 'here' }, /none is nowhere/],
    [{ driver: 'docker', endpoint: 'https://192.0.2.10' }, /must be unix:\/\/\/… or tcp:\/\/host:port; it is "https:\/\/192.0.2.10"/],
    [{ driver: 'kubernetes', endpoint: 'edge-m' }, /KUBECONFIG has no context edge-m with a cluster/],
  ])('are none at %j', async (place, reason) => {
    await expect(runtimes.at(place)).rejects.toBeInstanceOf(RuntimeRefusal);
    await expect(runtimes.at(place)).rejects.toThrow(reason);
  });
});
