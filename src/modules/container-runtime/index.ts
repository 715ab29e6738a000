export { ContainerRuntimeModule } from './container-runtime.module.js';
export { RuntimeHeader } from './api/runtime-header.js';
export { ContainerRuntime, type ImageArchive, type RuntimeCapacity, type RuntimeConnection, type RuntimeName } from './domain/container-runtime.js';
export { imageName } from './domain/legible-name.js';
export { RuntimeRefusal, RuntimeUnavailable } from './domain/runtime-errors.js';
export { runtimeProblem } from './domain/runtime-problem.js';
export type { ContainerPlan, ContainerResources, PortProtocol, Workload, WorkloadPort } from './domain/workload.js';
export type { ContainerStatus, PublishedPort, WorkloadRecord, WorkloadStatus } from './domain/workload-status.js';
