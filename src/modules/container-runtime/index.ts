export { ContainerRuntimeModule } from './container-runtime.module.js';
export { RuntimeHeader } from './api/runtime-header.js';
export { ContainerRuntime, type RuntimeConnection } from './domain/container-runtime.js';
export { imageName } from './domain/legible-name.js';
export { RuntimeRefusal, RuntimeUnavailable } from './domain/runtime-errors.js';
export { runtimeProblem } from './domain/runtime-problem.js';
export { MILLIS_PER_CPU } from './domain/units.js';
export type { ContainerPlan, ContainerResources, Workload, WorkloadPort } from './domain/workload.js';
