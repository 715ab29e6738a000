import { Injectable } from '@nestjs/common';
import { Settings } from '../../../config/index.js';
import { Clock } from '../../common/clock/index.js';
import type { ContainerRuntime, RuntimeName } from '../domain/container-runtime.js';
import { ContainerRuntimes, type RuntimePlace } from '../domain/container-runtimes.js';
import { RuntimeRefusal } from '../domain/runtime-errors.js';
import { StandInRuntime } from '../domain/stand-in-runtime.js';

interface Driver {
  /** Where it is without an endpoint. */
  usualEndpoint?: string;
  /** @throws RuntimeRefusal if the endpoint is none */
  runtimeAt: (endpoint: string | undefined) => ContainerRuntime;
}

type DriverOf = (settings: Settings, clock: Clock) => Promise<Driver>;

function standIn(endpoint: string | undefined): ContainerRuntime {
  if (endpoint !== undefined) throw new RuntimeRefusal(`the runtime none is nowhere, not at "${endpoint}"`);
  return new StandInRuntime();
}

/** The clients of engines are large: only those that are used are read. */
const DRIVERS: Record<RuntimeName, DriverOf> = {
  none: async () => ({ runtimeAt: standIn }),
  docker: async ({ dockerHost, dataFolder }) => {
    const { DockerRuntime } = await import('./docker/docker-runtime.js');
    return { usualEndpoint: dockerHost, runtimeAt: (endpoint) => new DockerRuntime(endpoint!, dataFolder) };
  },
  kubernetes: async ({ kubeconfig, dataFolder }, clock) => {
    const { KubernetesRuntime } = await import('./kubernetes/kubernetes-runtime.js');
    return { runtimeAt: (context) => new KubernetesRuntime(kubeconfig, clock, dataFolder, context) };
  },
};

/** Each is made at its first use. */
@Injectable()
export class UsedRuntimes extends ContainerRuntimes {
  private readonly used = new Map<string, ContainerRuntime>();

  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async at({ driver, endpoint }: RuntimePlace): Promise<ContainerRuntime> {
    const { usualEndpoint, runtimeAt } = await DRIVERS[driver](this.settings, this.clock);
    const place = endpoint ?? usualEndpoint;
    const key = JSON.stringify([driver, place]);
    const runtime = this.used.get(key) ?? runtimeAt(place);
    this.used.set(key, runtime);
    return runtime;
  }
}
