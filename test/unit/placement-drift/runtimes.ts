export { StandInRuntime } from '../../../src/modules/container-runtime/domain/stand-in-runtime.js';
export { type ContainerRuntime, RuntimePortTaken, RuntimeRefusal, RuntimeUnavailable } from '../../../src/modules/container-runtime/index.js';
