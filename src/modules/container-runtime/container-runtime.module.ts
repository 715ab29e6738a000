import { Module } from '@nestjs/common';
import { Settings } from '../../config/index.js';
import { Clock } from '../common/clock/index.js';
import { Lifecycle } from '../common/lifecycle/index.js';
import { PlatformModule } from '../platform/index.js';
import { RuntimeController } from './api/runtime.controller.js';
import { RuntimeHeader } from './api/runtime-header.js';
import { WorkloadsController } from './api/workloads.controller.js';
import { ContainerRuntime } from './domain/container-runtime.js';
import { OwnWorkloads } from './domain/own-workloads.js';
import { StandInRuntime } from './domain/stand-in-runtime.js';

/** The clients of engines are large: only the one that is used is read. */
const drivers: Record<Settings['runtime'], (settings: Settings, clock: Clock) => Promise<ContainerRuntime>> = {
  none: async () => new StandInRuntime(),
  docker: async ({ dockerHost, dataFolder }) => new (await import('./adapters/docker/docker-runtime.js')).DockerRuntime(dockerHost, dataFolder),
  kubernetes: async ({ kubeconfig }, clock) => new (await import('./adapters/kubernetes/kubernetes-runtime.js')).KubernetesRuntime(kubeconfig, clock),
};

async function runtimeFor(settings: Settings, clock: Clock, lifecycle: Lifecycle): Promise<ContainerRuntime> {
  const runtime = await drivers[settings.runtime](settings, clock);
  lifecycle.on('effect', () => runtime.start());
  return runtime;
}

/** Runs containers, by the driver that MEC_RUNTIME names, and shows how they get on. */
@Module({
  imports: [PlatformModule],
  controllers: [RuntimeController, WorkloadsController],
  providers: [OwnWorkloads, RuntimeHeader, { provide: ContainerRuntime, useFactory: runtimeFor, inject: [Settings, Clock, Lifecycle] }],
  exports: [ContainerRuntime, RuntimeHeader],
})
export class ContainerRuntimeModule {}
