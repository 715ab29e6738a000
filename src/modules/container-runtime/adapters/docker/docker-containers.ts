import type Dockerode from 'dockerode';
import type { ContainerInfo } from 'dockerode';
import { RuntimeRefusal, RuntimeUnavailable } from '../../domain/runtime-errors.js';
import type { WorkloadRecord, WorkloadStatus } from '../../domain/workload-status.js';
import type { Workload } from '../../domain/workload.js';
import { logLines } from './container-log.js';
import { containerOptions, LABELS } from './container-options.js';
import { publishedPorts, toContainerStatus } from './container-status.js';
import { calling, CONFLICT, NOT_FOUND, NOT_MODIFIED, unlessStatus } from './docker-calls.js';
import { DockerNetworks } from './docker-networks.js';
import { DockerVolumes } from './docker-volumes.js';

/** What the client makes its requests with. */
interface Modem {
  dial(request: object, done: (error: Error | null, answer: AsyncIterable<Buffer>) => void): void;
}

/** Milliseconds that the engine gets to end a container, beyond those that the container has. */
const ENDING_MS = 30_000;

const positionOf = ({ Labels }: ContainerInfo): number => Number(Labels[LABELS.position]);

/** The containers of an engine, found by their labels. */
export class DockerContainers {
  private readonly networks: DockerNetworks;
  private readonly volumes: DockerVolumes;

  constructor(private readonly engine: Dockerode) {
    this.networks = new DockerNetworks(engine);
    this.volumes = new DockerVolumes(engine);
  }

  async create(workload: Workload, signal?: AbortSignal): Promise<void> {
    const wanted = containerOptions(workload);
    const there = await this.find(LABELS.appInstance, workload.appInstanceId, signal);
    const left = there.some(({ Labels }) => Labels[LABELS.occurrence] !== workload.occurrenceId);
    if (left) await this.remove(workload.appInstanceId, signal);
    if (left || there.length === 0) await this.volumes.create(workload, signal);
    for (const { name, options } of wanted) {
      const request = (abortSignal: AbortSignal) => ({ _query: { name }, _body: options, abortSignal });
      const create = () => calling(signal, (abortSignal) => unlessStatus([CONFLICT], this.engine.createContainer(request(abortSignal))));
      await (options.Labels![LABELS.network] === undefined ? create() : this.networks.enter(workload.network!, create, signal));
    }
  }

  async start(appInstanceId: string, signal?: AbortSignal): Promise<void> {
    const containers = await this.of(appInstanceId, signal);
    if (containers.length === 0) throw new RuntimeRefusal(`the Docker engine has no containers of application instance ${appInstanceId} any more; terminated and instantiated again, it gets new ones`);
    for (const { Id } of containers) await calling(signal, (abortSignal) => unlessStatus([NOT_MODIFIED], this.engine.getContainer(Id).start({ abortSignal })));
  }

  async stop(appInstanceId: string, graceSeconds: number, signal?: AbortSignal): Promise<void> {
    for (const { Id } of (await this.of(appInstanceId, signal)).reverse()) {
      const stop = (abortSignal: AbortSignal) => unlessStatus([NOT_MODIFIED, NOT_FOUND], this.engine.getContainer(Id).stop({ t: graceSeconds, abortSignal }));
      await calling(signal, stop, graceSeconds * 1000 + ENDING_MS);
    }
  }

  async remove(appInstanceId: string, signal?: AbortSignal): Promise<void> {
    for (const container of (await this.of(appInstanceId, signal)).reverse()) {
      const remove = () => calling(signal, () => unlessStatus([NOT_FOUND, CONFLICT], this.engine.getContainer(container.Id).remove({ force: true, v: true })));
      await (container.Labels[LABELS.network] === undefined ? remove() : this.networks.leave(container, remove, signal));
    }
    if ((await this.of(appInstanceId, signal)).length > 0) throw new RuntimeUnavailable(`the Docker engine is still removing the containers of ${appInstanceId}`);
    await this.volumes.remove(appInstanceId, signal);
  }

  async inspect(appInstanceId: string, signal?: AbortSignal): Promise<WorkloadStatus | undefined> {
    const found = await this.of(appInstanceId, signal);
    const looks = found.map(({ Id }) => calling(signal, (abortSignal) => unlessStatus([NOT_FOUND], this.engine.getContainer(Id).inspect({ abortSignal }))));
    const containers = (await Promise.all(looks)).filter((look) => look !== undefined);
    return containers.length === 0 ? undefined : { containers: containers.map(toContainerStatus), ports: containers.flatMap(publishedPorts) };
  }

  async list(platformId: string, signal?: AbortSignal): Promise<WorkloadRecord[]> {
    const records = (await this.find(LABELS.platform, platformId, signal)).map(({ Labels }) => ({
      appInstanceId: Labels[LABELS.appInstance]!,
      appDId: Labels[LABELS.appD]!,
      occurrenceId: Labels[LABELS.occurrence]!,
    }));
    return [...new Map(records.map((record) => [record.appInstanceId, record])).values()];
  }

  async logs(appInstanceId: string, name: string, lines: number, signal?: AbortSignal): Promise<string[] | undefined> {
    const container = (await this.of(appInstanceId, signal)).find(({ Labels }) => Labels[LABELS.container] === name);
    if (!container) return undefined;
    return calling(signal, (abortSignal) => unlessStatus([NOT_FOUND], this.log(container.Id, lines, abortSignal)));
  }

  /** The client itself gives a stream only of a log that goes on. */
  private async log(id: string, tail: number, abortSignal: AbortSignal): Promise<string[]> {
    const request = { path: `/containers/${id}/logs?`, method: 'GET', isStream: true, statusCodes: { 200: true }, options: { stdout: true, stderr: true, tail }, abortSignal };
    const { modem } = this.engine as { modem: Modem };
    return logLines(await new Promise((resolve, reject) => modem.dial(request, (error, answer) => (error ? reject(error) : resolve(answer)))));
  }

  /** In the order of the workload. */
  private async of(appInstanceId: string, signal?: AbortSignal): Promise<ContainerInfo[]> {
    return (await this.find(LABELS.appInstance, appInstanceId, signal)).sort((one, other) => positionOf(one) - positionOf(other));
  }

  private find(label: string, value: string, signal?: AbortSignal): Promise<ContainerInfo[]> {
    return calling(signal, (abortSignal) => this.engine.listContainers({ all: true, filters: { label: [`${label}=${value}`] }, abortSignal }));
  }
}
