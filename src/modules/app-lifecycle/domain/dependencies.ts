import { Injectable } from '@nestjs/common';
import type { AppD, ServiceDependency, TransportDependency } from '../../app-package/index.js';
import { impossible } from '../../common/problem/index.js';
import { HostCapacity } from '../../granting/index.js';
import { ServiceCatalogue, type ServiceInfo, Transports } from '../../service-registry/index.js';
import { PlatformFeatures } from './platform-features.js';
import { hasOneGroup, serves } from './transport-groups.js';
import type { FeatureDependency, LatencyDescriptor } from './types.js';

/** What of a descriptor, or of a request to configure the platform, the platform has to have. */
export type Needs = Pick<AppD, 'appServiceRequired' | 'appFeatureRequired' | 'transportDependencies' | 'appLatency'>;

const isOfferedBy = ({ transportInfo, serializer }: ServiceInfo, dependency: TransportDependency): boolean =>
  transportInfo !== undefined && serves(transportInfo, dependency) && dependency.serializers.includes(serializer);

/** Whether an application finds here what it cannot do without (MEC 010-2, 6.2.1.2). What it merely likes to have does not matter. */
@Injectable()
export class Dependencies {
  constructor(
    private readonly catalogue: ServiceCatalogue,
    private readonly transports: Transports,
    private readonly features: PlatformFeatures,
    private readonly capacity: HostCapacity,
  ) {}

  /** @throws Problem 422 that names what is lacking */
  require({ appServiceRequired = [], appFeatureRequired = [], transportDependencies, appLatency }: Needs): void {
    const lacking = [
      ...appServiceRequired.flatMap((service) => this.serviceFault(service) ?? []),
      ...appFeatureRequired.flatMap((feature) => this.featureFault(feature) ?? []),
      ...(this.hasTransports(transportDependencies) ? [] : ['none of the groups of transports that the application needs is there']),
      ...this.latencyFaults(appLatency),
    ];
    if (lacking.length > 0) throw impossible(`The platform lacks something that the application requires: ${lacking.join('; ')}.`);
  }

  private serviceFault({ serName, version, serCategory, serTransportDependencies }: ServiceDependency): string | undefined {
    const called = this.catalogue.find({ serNames: [serName] }).map(({ json }) => JSON.parse(json) as ServiceInfo);
    const there = called.filter((service) => service.version === version && service.state === 'ACTIVE' && (!serCategory || service.serCategory?.id === serCategory.id));
    if (there.length === 0) return `no ${serName} of version ${version} is ACTIVE`;
    const isThere = (dependency: TransportDependency) => there.some((service) => isOfferedBy(service, dependency));
    return hasOneGroup(serTransportDependencies, isThere) ? undefined : `${serName} is not offered by a transport that the application can use`;
  }

  private featureFault({ featureName, version }: FeatureDependency): string | undefined {
    const there = this.features.versionOf(featureName);
    if (there === version) return undefined;
    return there === undefined ? `there is no feature ${featureName}` : `the feature ${featureName} is there in version ${there}, not ${version}`;
  }

  /** A host that promises no latency does not mind. */
  private latencyFaults(wanted: LatencyDescriptor | undefined): string[] {
    const there = this.capacity.maxLatency;
    if (!wanted || there === undefined || there <= wanted.maxLatency) return [];
    return [`the latency of the host is up to ${there} ns, ${wanted.maxLatency} ns are tolerated`];
  }

  private hasTransports(dependencies: TransportDependency[] | undefined): boolean {
    return hasOneGroup(dependencies, (dependency) => this.transports.list().some((transport) => serves(transport, dependency)));
  }
}
