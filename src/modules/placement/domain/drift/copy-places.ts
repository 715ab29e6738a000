import { Injectable } from '@nestjs/common';
import { ApiRoot } from '../../../common/links/index.js';
import type { ContainerRuntime, WorkloadStatus } from '../../../container-runtime/index.js';
import type { DeploymentPort } from '../types.js';
import type { Application, Cloud } from '../world/world-items.js';
import { portsOf } from './port-scopes.js';

/** Where a copy is reached. */
export interface CopyPlace {
  /** Absent if the cloud has no engine and the operator tells none. */
  address?: string;
  ports: DeploymentPort[];
}

const hostIn = (uri: string): string => new URL(uri).hostname.replace(/^\[(.*)\]$/, '$1');

/** Tells where copies are reached. */
@Injectable()
export class CopyPlaces {
  private readonly ownHost: string;

  constructor(apiRoot: ApiRoot) {
    this.ownHost = hostIn(apiRoot.absolute);
  }

  /** Undefined while the engine does not publish every port. */
  of(status: WorkloadStatus, cloud: Cloud, application: Application, runtime: ContainerRuntime): CopyPlace | undefined {
    if (runtime.name === 'none') return this.told(cloud, application);
    const ports = unique(status.ports.map(({ port, protocol, hostPort }) => ({ port, protocol, hostPort })));
    if (ports.length < portsOf(application).length) return undefined;
    return { address: cloud.address ?? status.ports.find(({ address }) => address !== undefined)?.address ?? this.hostOf(runtime), ports };
  }

  /** What the operator says, where no engine says anything. */
  told({ address }: Cloud, application: Application): CopyPlace {
    return { ...(address !== undefined && { address }), ports: portsOf(application) };
  }

  /** An engine that publishes at all addresses of its host is on this one, unless it is reached over the network. */
  private hostOf({ connection: { endpoint } }: ContainerRuntime): string {
    return endpoint === undefined || endpoint.startsWith('unix:') ? this.ownHost : hostIn(endpoint);
  }
}

const unique = (ports: DeploymentPort[]): DeploymentPort[] => [...new Map(ports.map((port) => [JSON.stringify([port.port, port.protocol, port.hostPort]), port])).values()];
