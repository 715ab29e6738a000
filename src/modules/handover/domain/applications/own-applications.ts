import { Injectable } from '@nestjs/common';
import { type AppInstance, AppInstances, isRunning } from '../../../app-instance/index.js';
import { type LifecycleInstance, LifecycleInstances } from '../../../app-lifecycle/index.js';
import { Registrations } from '../../../app-support/index.js';
import { addressFamily } from '../../../common/ip/index.js';
import { ServiceCatalogue, type ServiceInfo } from '../../../service-registry/index.js';
import type { RuleApplication } from '../types.js';

type EndPoint = Partial<Pick<ServiceInfo['transportInfo']['endpoint'], 'addresses' | 'uris'>>;

const hostsOf = ({ addresses = [], uris = [] }: EndPoint): string[] => [
  ...addresses.map(({ host }) => host),
  ...uris.flatMap((uri) => (URL.canParse(uri) ? new URL(uri).hostname.replace(/^\[|\]$/g, '') : [])),
];

/** An instance that runs here. */
export interface FoundApplication {
  appInstanceId: string;
  /** IP addresses at which it is reached. */
  addresses: string[];
}

/** The applications of this platform as platforms tell each other of them. */
@Injectable()
export class OwnApplications {
  constructor(
    private readonly appInstances: AppInstances,
    private readonly lifecycleInstances: LifecycleInstances,
    private readonly registrations: Registrations,
    private readonly services: ServiceCatalogue,
  ) {}

  /** undefined if there is no such application instance. */
  async describe(appInstanceId: string): Promise<RuleApplication | undefined> {
    const instance = this.appInstances.get(appInstanceId);
    if (!instance) return undefined;
    const instantiated = (await this.instantiated()).get(appInstanceId);
    const addresses = await this.addressesOf(appInstanceId, instantiated);
    return { appName: instance.appName, ...(instantiated && { appDId: instantiated.appDId }), ...(addresses.length > 0 && { addresses }) };
  }

  /** The oldest running instance of the same descriptor, or of the same name if no descriptor is told. */
  async find({ appName, appDId }: RuleApplication): Promise<FoundApplication | undefined> {
    const instantiated = await this.instantiated();
    const isIt = ({ appInstanceId, appName: name }: AppInstance) => (appDId === undefined ? name === appName : instantiated.get(appInstanceId)?.appDId === appDId);
    const found = this.appInstances.all().find((instance) => isRunning(instance) && isIt(instance));
    return found && { appInstanceId: found.appInstanceId, addresses: await this.addressesOf(found.appInstanceId, instantiated.get(found.appInstanceId)) };
  }

  isRunning(appInstanceId: string): boolean {
    const instance = this.appInstances.get(appInstanceId);
    return instance !== undefined && isRunning(instance);
  }

  /** As far as its registration, its services and its containers tell. */
  private async addressesOf(appInstanceId: string, instantiated: LifecycleInstance | undefined): Promise<string[]> {
    const { endpoint = {} } = (await this.registrations.find(appInstanceId)) ?? {};
    const ofServices = this.services.find({ appInstanceId }).flatMap(({ json }) => hostsOf((JSON.parse(json) as ServiceInfo).transportInfo.endpoint));
    const ofContainers = instantiated?.addresses.map(({ host }) => host) ?? [];
    return [...new Set([...hostsOf(endpoint), ...ofServices, ...ofContainers])].filter((host) => addressFamily(host) !== undefined);
  }

  /** Those of application lifecycle management, by id; the database is asked only if there are any. */
  private async instantiated(): Promise<Map<string, LifecycleInstance>> {
    if (!this.appInstances.all().some(({ origin }) => origin === 'LIFECYCLE')) return new Map();
    return new Map((await this.lifecycleInstances.all()).map((instance) => [instance.appInstanceId, instance]));
  }
}
