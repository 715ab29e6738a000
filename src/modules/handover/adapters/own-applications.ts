import { Injectable } from '@nestjs/common';
import { AppInstances } from '../../app-instance/index.js';
import { LifecycleInstances } from '../../app-lifecycle/index.js';
import { addressFamily } from '../../common/ip/index.js';
import { type ServiceInfo, ServiceCatalogue } from '../../service-registry/index.js';
import { Applications } from '../domain/ports/applications.js';
import type { RuleApplication } from '../domain/types.js';
import { canonicalAddress } from '../domain/ue-key.js';

/** Most that a transfer takes (mp3.yaml, RuleApplication). */
const MOST_ADDRESSES = 64;

/** Names them by the registered instances; their addresses are those of their containers and of the services that they offer. */
@Injectable()
export class OwnApplications extends Applications {
  constructor(
    private readonly instances: AppInstances,
    private readonly lifecycle: LifecycleInstances,
    private readonly services: ServiceCatalogue,
  ) {
    super();
  }

  override async describe(appInstanceId: string): Promise<RuleApplication | undefined> {
    const instance = this.instances.get(appInstanceId);
    if (!instance) return undefined;
    const managed = instance.origin === 'LIFECYCLE' ? await this.lifecycle.find(appInstanceId) : undefined;
    const hosts = [...(managed?.addresses ?? []).map(({ host }) => host), ...this.hostsOfServices(appInstanceId)];
    const addresses = [...new Set(hosts.filter((host) => addressFamily(host)).map(canonicalAddress))].slice(0, MOST_ADDRESSES);
    return { appName: instance.appName, ...(managed && { appDId: managed.appDId }), ...(addresses.length > 0 && { addresses }) };
  }

  private hostsOfServices(appInstanceId: string): string[] {
    return this.services.find({ appInstanceId }).flatMap(({ json }) => hostsIn((JSON.parse(json) as ServiceInfo).transportInfo?.endpoint));
  }
}

type Endpoint = NonNullable<ServiceInfo['transportInfo']>['endpoint'];

const hostsIn = ({ addresses = [], uris = [] }: Partial<Pick<Endpoint, 'addresses' | 'uris'>> = {}): string[] => [
  ...addresses.map(({ host }) => host),
  ...uris.filter((uri) => URL.canParse(uri)).map((uri) => new URL(uri).hostname.replace(/^\[|\]$/g, '')),
];
