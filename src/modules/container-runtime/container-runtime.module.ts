import { Module } from '@nestjs/common';
import { ConfigurationError, Settings } from '../../config/index.js';
import { Lifecycle } from '../common/lifecycle/index.js';
import { PlatformModule } from '../platform/index.js';
import { UsedRuntimes } from './adapters/used-runtimes.js';
import { RuntimeController } from './api/runtime.controller.js';
import { RuntimeHeader } from './api/runtime-header.js';
import { WorkloadsController } from './api/workloads.controller.js';
import { ContainerRuntime } from './domain/container-runtime.js';
import { ContainerRuntimes } from './domain/container-runtimes.js';
import { OwnWorkloads } from './domain/own-workloads.js';
import { RuntimeRefusal } from './domain/runtime-errors.js';

/** @throws ConfigurationError if the settings lead to no engine */
async function ownRuntime(settings: Settings, runtimes: ContainerRuntimes, lifecycle: Lifecycle): Promise<ContainerRuntime> {
  const runtime = await runtimes.at({ driver: settings.runtime }).catch((error: unknown) => {
    throw error instanceof RuntimeRefusal ? new ConfigurationError([`MEC_RUNTIME is ${settings.runtime}, and ${error.message}.`]) : error;
  });
  lifecycle.on('effect', () => runtime.start());
  return runtime;
}

/** Runs containers, by the driver that MEC_RUNTIME names or where a cloud has them, and shows how the platform's own get on. */
@Module({
  imports: [PlatformModule],
  controllers: [RuntimeController, WorkloadsController],
  providers: [
    OwnWorkloads,
    RuntimeHeader,
    { provide: ContainerRuntimes, useClass: UsedRuntimes },
    { provide: ContainerRuntime, useFactory: ownRuntime, inject: [Settings, ContainerRuntimes, Lifecycle] },
  ],
  exports: [ContainerRuntime, ContainerRuntimes, RuntimeHeader],
})
export class ContainerRuntimeModule {}
