import Dockerode from 'dockerode';
import { log } from '../../../common/log/index.js';
import { ContainerRuntime, type ImageArchive, type RuntimeCapacity } from '../../domain/container-runtime.js';
import { BYTES_PER_MB, MILLIS_PER_CPU } from '../../domain/units.js';
import type { WorkloadRecord, WorkloadStatus } from '../../domain/workload-status.js';
import type { Workload } from '../../domain/workload.js';
import { DockerContainers } from './docker-containers.js';
import { dockerOptions } from './docker-endpoint.js';
import { calling } from './docker-calls.js';
import { DockerImages } from './docker-images.js';

/** The driver `docker`, by the Engine API. */
export class DockerRuntime extends ContainerRuntime {
  override readonly name = 'docker';
  override readonly connection;
  private readonly engine: Dockerode;
  private readonly images: DockerImages;
  private readonly containers: DockerContainers;

  /**
   * @param folder for what is too large for the memory
   * @throws RuntimeRefusal if the address is none of an engine
   */
  constructor(dockerHost: string, folder: string) {
    super();
    this.connection = { vimType: 'OPENMEP.DOCKER', endpoint: dockerHost };
    this.engine = new Dockerode(dockerOptions(dockerHost));
    this.images = new DockerImages(this.engine, folder);
    this.containers = new DockerContainers(this.engine);
  }

  override namespaceOf(): undefined {
    return undefined;
  }

  override async start(): Promise<void> {
    try {
      const { Version, ApiVersion } = await calling(undefined, () => this.engine.version());
      log.info({ version: Version, api: ApiVersion }, 'Containers run in the Docker engine.');
    } catch (error) {
      log.warn({ err: error }, 'The Docker engine does not answer yet; operations that need it will fail until it does.');
    }
  }

  override async capacity(signal?: AbortSignal): Promise<RuntimeCapacity> {
    const { NCPU, MemTotal } = (await calling(signal, () => this.engine.info())) as { NCPU: number; MemTotal: number };
    return { cpuMillis: NCPU * MILLIS_PER_CPU, memoryMB: Math.floor(MemTotal / BYTES_PER_MB) };
  }

  override loadImage(archive: ImageArchive, signal?: AbortSignal): Promise<string> {
    return this.images.load(archive, signal);
  }

  override fetchImage(reference: string, name: string, signal?: AbortSignal): Promise<string> {
    return this.images.fetch(reference, name, signal);
  }

  override hasImage(image: string, signal?: AbortSignal): Promise<boolean> {
    return this.images.has(image, signal);
  }

  override removeImage(name: string, signal?: AbortSignal): Promise<void> {
    return this.images.remove(name, signal);
  }

  override create(workload: Workload, signal?: AbortSignal): Promise<void> {
    return this.containers.create(workload, signal);
  }

  override startContainers(appInstanceId: string, signal?: AbortSignal): Promise<void> {
    return this.containers.start(appInstanceId, signal);
  }

  override stopContainers(appInstanceId: string, graceSeconds: number, signal?: AbortSignal): Promise<void> {
    return this.containers.stop(appInstanceId, graceSeconds, signal);
  }

  override remove(appInstanceId: string, signal?: AbortSignal): Promise<void> {
    return this.containers.remove(appInstanceId, signal);
  }

  override inspect(appInstanceId: string, signal?: AbortSignal): Promise<WorkloadStatus | undefined> {
    return this.containers.inspect(appInstanceId, signal);
  }

  override list(platformId: string, signal?: AbortSignal): Promise<WorkloadRecord[]> {
    return this.containers.list(platformId, signal);
  }

  override logs(appInstanceId: string, container: string, lines: number, signal?: AbortSignal): Promise<string[] | undefined> {
    return this.containers.logs(appInstanceId, container, lines, signal);
  }
}
