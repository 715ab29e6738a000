import type { ContainerRuntime, RuntimeName } from './container-runtime.js';

/** Where containers run. */
export interface RuntimePlace {
  driver: RuntimeName;
  /** Of docker the address of an engine, by default DOCKER_HOST; of kubernetes a context of KUBECONFIG, by default the current one; of none nothing. */
  endpoint?: string;
}

/** The engines that this platform uses, its own and those of clouds. */
export abstract class ContainerRuntimes {
  /** The same one each time for one driver and one endpoint. @throws RuntimeRefusal if the endpoint is none */
  abstract at(place: RuntimePlace): Promise<ContainerRuntime>;
}
