import type { AppInstance, AppInstances } from '../../src/modules/app-instance/index.js';
import type { LifecycleInstance, LifecycleInstances } from '../../src/modules/app-lifecycle/index.js';
import type { Registrations } from '../../src/modules/app-support/index.js';
import { OwnApplications } from '../../src/modules/handover/domain/applications/own-applications.js';
import type { ServiceCatalogue } from '../../src/modules/service-registry/index.js';

const instance = (appInstanceId: string, changes: Partial<AppInstance> = {}): AppInstance => ({ appInstanceId, appName: 'analytics', origin: 'LIFECYCLE', state: 'READY', createdAt: 0, ...changes });
const fromPackage = (appInstanceId: string, appDId: string, hosts: string[] = []) =>
  ({ appInstanceId, appDId, addresses: hosts.map((host) => ({ host, port: 80 })) }) as unknown as LifecycleInstance;

function applications(instances: AppInstance[], packaged: LifecycleInstance[] = [], endpoints: object[] = [], registered?: object): OwnApplications {
  const known = { all: () => instances, get: (id: string) => instances.find(({ appInstanceId }) => appInstanceId === id) };
  const services = { find: () => endpoints.map((endpoint) => ({ json: JSON.stringify({ transportInfo: { endpoint } }) })) };
  const registrations = { find: async () => registered && { endpoint: registered } };
  return new OwnApplications(known as unknown as AppInstances, { all: async () => packaged } as unknown as LifecycleInstances, registrations as unknown as Registrations, services as unknown as ServiceCatalogue);
}

describe('the applications of a platform, as others recognize them', () => {
  it('are found by their descriptor if it is told, else by their name; the oldest that runs', async () => {
    const all = applications(
      [instance('stopped', { state: 'STOPPED' }), instance('other'), instance('first'), instance('second'), instance('registered', { origin: 'REGISTRATION', appName: 'lidar' })],
      [fromPackage('stopped', 'd1'), fromPackage('other', 'd2'), fromPackage('first', 'd1'), fromPackage('second', 'd1')],
    );
    const idOf = async (appName: string, appDId?: string) => (await all.find({ appName, ...(appDId !== undefined && { appDId }) }))?.appInstanceId;
    expect(await idOf('whatever', 'd1')).toBe('first');
    expect(await idOf('analytics')).toBe('other');
    expect(await idOf('lidar')).toBe('registered');
    expect(await idOf('lidar', 'd3')).toBeUndefined();
  });

  it('tell their descriptor and the IP addresses of their registrations, services and containers', async () => {
    const endpoints = [{ addresses: [{ host: '10.0.0.1', port: 1 }, { host: 'a.example', port: 1 }] }, { uris: ['http://[2001:db8::1]:8085/x', 'http://10.0.0.1/y', 'nonsense'] }];
    const all = applications([instance('app'), instance('registered', { origin: 'REGISTRATION' })], [fromPackage('app', 'd1', ['10.0.0.2', 'b.example'])], endpoints);
    expect(await all.describe('app')).toEqual({ appName: 'analytics', appDId: 'd1', addresses: ['10.0.0.1', '2001:db8::1', '10.0.0.2'] });
    const alone = [instance('registered', { origin: 'REGISTRATION' })];
    expect(await applications(alone).describe('registered')).toEqual({ appName: 'analytics' });
    expect(await applications(alone, [], [], { addresses: [{ host: '10.0.0.3', port: 1 }] }).describe('registered')).toEqual({ appName: 'analytics', addresses: ['10.0.0.3'] });
    expect(await all.describe('unknown')).toBeUndefined();
  });
});
