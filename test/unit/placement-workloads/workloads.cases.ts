import { type ContainerRuntime, RuntimeRefusal } from '../../../src/modules/container-runtime/index.js';
import { requiring } from '../placement-requirements/orchestrations.js';
import { digestOf } from '../placement-requirements/library.js';
import { cloudNetwork } from '../../../src/modules/placement/domain/workloads/cloud-network.js';
import { cloud, engines, Shop, textOf } from './shop.js';

describe('the workload of a copy', () => {
  it('belongs to the cloud of the platform, and is the application instance that its id names', () => {
    expect(new Shop().workload()).toMatchObject({
      platformId: 'here/fog-n',
      appInstanceId: 'copy-1',
      appDId: 'shop',
      occurrenceId: 'task-1',
      labels: { 'openmep.cloud': 'fog-n', 'openmep.application': 'shop' },
      network: { name: 'openmep-fog-n-yun', labels: { 'openmep.cloud': 'fog-n' } },
      hostAddress: '127.0.0.2',
    });
  });

  it('has neither network, address nor volumes if there are none', () => {
    const { address: _address, ...nowhere } = cloud();
    expect(Object.keys(new Shop(requiring()).workload(nowhere))).toEqual(['containers', 'ports', 'names', 'exposure', 'platformId', 'appInstanceId', 'appDId', 'occurrenceId', 'labels']);
  });

  it('is told where the APIs of the platform are at which it is registered', () => {
    const variables = (apiRoot?: string) => new Shop().workload(cloud(apiRoot === undefined ? {} : { platform: { apiRoot } })).containers[0]!.environment;
    expect(variables()).toEqual({ LEVEL: 'high', OPENMEP_APP_INSTANCE_ID: 'copy-1', OPENMEP_API_ROOT: 'http://mep.test:8080' });
    expect(variables('https://other.test/mep/')).toMatchObject({ OPENMEP_API_ROOT: 'https://other.test/mep' });
  });

  it('opens its files in the library, each time anew', async () => {
    const shop = new Shop();
    const [html, data] = shop.workload().volumes!;
    expect([html!.name, html!.files!.digest, data]).toEqual(['html', digestOf('webapp'), { name: 'data' }]);
    expect(shop.opened).toEqual([]);
    for (const _time of [1, 2]) expect(await textOf(await html!.files!.open())).toContain('hello');
    expect(shop.opened).toEqual([digestOf('webapp'), digestOf('webapp')]);
  });

  it('is none of an artefact that its application has not any more', () => {
    const shop = new Shop();
    expect(() => shop.workload(cloud(), { ...shop.copy(), artefact: digestOf('of before') })).toThrow(/is not what application shop has now/);
    expect(() => shop.workload(cloud(), { ...shop.copy(), applicationId: 'gone' })).toThrow(/application gone/);
  });
});

describe('the network of a cloud', () => {
  it('is another one for each cloud and each name, whatever they are', () => {
    const names = [['fog-n', 'yun'], ['fog', 'n-yun'], ['fog', 'n_yun'], ['Fog N', 'yun'], ['fog-n', 'YUN'], ['fog', 'n']].map(([id, network]) => cloudNetwork(id!, network!).name);
    expect(names.slice(0, 2)).toEqual(['openmep-fog-n-yun', 'openmep-fog-n_yun']);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/);
  });
});

describe('the engine of a cloud', () => {
  it('is the one that the operator has named, or none', async () => {
    const runtime = { name: 'docker' } as ContainerRuntime;
    const asked: object[] = [];
    const at = (place: { driver: string; endpoint?: string }) => {
      asked.push(place);
      return place.endpoint === 'nonsense' ? Promise.reject(new RuntimeRefusal('no address of an engine')) : Promise.resolve(runtime);
    };
    const all = engines({ at });
    expect(await all.of(cloud({ runtime: { driver: 'docker', endpoint: 'tcp://192.0.2.1:2375' } }))).toBe(runtime);
    await expect(all.of(cloud({ runtime: { driver: 'docker', endpoint: 'nonsense' } }))).rejects.toBeInstanceOf(RuntimeRefusal);
    expect(asked).toEqual([{ driver: 'docker', endpoint: 'tcp://192.0.2.1:2375' }, { driver: 'docker', endpoint: 'nonsense' }]);
    expect([all.ownerOf(cloud()), all.ownerOf(cloud({ cloudId: 'fog-m' }))]).toEqual(['here/fog-n', 'here/fog-m']);
  });
});
