import type Dockerode from 'dockerode';
import type { ContainerInfo } from 'dockerode';
import { Turns } from '../../../common/turns/index.js';
import type { WorkloadNetwork } from '../../domain/workload.js';
import { LABELS } from './container-options.js';
import { calling, CONFLICT, FORBIDDEN, NOT_FOUND, NOT_MODIFIED, unlessStatus } from './docker-calls.js';

/** Networks that workloads share; each is there while a container of theirs is, running or not. */
export class DockerNetworks {
  /** Who comes while the last one leaves finds no network else: for the engine only containers that run are in one. */
  private readonly turns = new Turns();

  constructor(private readonly engine: Dockerode) {}

  /** Creates a container in the network, and the network if it is not there. */
  enter({ name, labels }: WorkloadNetwork, createContainer: () => Promise<unknown>, signal?: AbortSignal): Promise<void> {
    const options = { Name: name, CheckDuplicate: true, Driver: 'bridge', Labels: labels };
    const request = (abortSignal: AbortSignal) => ({ _query: {}, _body: options, abortSignal }) as unknown as Dockerode.NetworkCreateOptions;
    return this.turns.take(async () => {
      await calling(signal, (abortSignal) => unlessStatus([CONFLICT], this.engine.createNetwork(request(abortSignal))));
      await createContainer();
    });
  }

  /** Removes a container of the network, and before it the network if no other is in it: whatever is broken off, the container still tells of it. */
  leave(container: ContainerInfo, removeContainer: () => Promise<unknown>, signal?: AbortSignal): Promise<void> {
    const network = container.Labels[LABELS.network]!;
    return this.turns.take(async () => {
      const filters = { label: [`${LABELS.network}=${network}`] };
      const inside = await calling(signal, (abortSignal) => this.engine.listContainers({ all: true, filters, abortSignal }));
      if (inside.every(({ Id }) => Id === container.Id)) await this.remove(network, container.Id, signal);
      await removeContainer();
    });
  }

  /** One that is used by others than us is left to them. */
  private async remove(network: string, lastContainer: string, signal?: AbortSignal): Promise<void> {
    const stop = (abortSignal: AbortSignal) => unlessStatus([NOT_MODIFIED, NOT_FOUND], this.engine.getContainer(lastContainer).stop({ t: 0, abortSignal }));
    await calling(signal, stop);
    await calling(signal, (abortSignal) => unlessStatus([FORBIDDEN, NOT_FOUND], this.engine.getNetwork(network).remove({ abortSignal })));
  }
}
