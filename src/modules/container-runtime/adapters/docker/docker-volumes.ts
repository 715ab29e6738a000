import type Dockerode from 'dockerode';
import type { ContainerCreateOptions } from 'dockerode';
import { legibleName } from '../../domain/legible-name.js';
import type { Workload, WorkloadVolume } from '../../domain/workload.js';
import { LABELS, volumeName, workloadLabels } from './container-options.js';
import { calling, NOT_FOUND, unlessStatus } from './docker-calls.js';

/** What files come through, one folder for each volume. */
const FOLDER = '/files';

const folderOf = ({ name }: WorkloadVolume): string => `${FOLDER}/${name}`;

/** Milliseconds that the engine gets to take the files of a volume. */
const FILLING_MS = 300_000;

/** No container of a workload has a name with a dot. */
const fillerName = (appInstanceId: string): string => `openmep-${legibleName(appInstanceId)}.filler`;

/** Never started; it has all volumes as what can be written. */
const fillerOptions = (workload: Workload, volumes: WorkloadVolume[]): ContainerCreateOptions => ({
  Image: workload.containers[0]!.image,
  Cmd: [FOLDER],
  HostConfig: { NetworkMode: 'none', Mounts: volumes.map((volume) => ({ Type: 'volume', Source: volumeName(workload, volume.name), Target: folderOf(volume) })) },
});

/** The volumes of workloads, found by their labels. */
export class DockerVolumes {
  constructor(private readonly engine: Dockerode) {}

  /** Makes and fills them, before there are containers. What an earlier operation has left goes first. */
  async create(workload: Workload, signal?: AbortSignal): Promise<void> {
    const { volumes = [], appInstanceId, occurrenceId } = workload;
    if (volumes.length === 0) return;
    const left = (await this.of(appInstanceId, signal)).some(({ Labels }) => Labels[LABELS.occurrence] !== occurrenceId);
    if (left) await this.remove(appInstanceId, signal);
    for (const { name } of volumes) {
      const request = (abortSignal: AbortSignal) => ({ _query: {}, _body: { Name: volumeName(workload, name), Labels: workloadLabels(workload) }, abortSignal }) as Dockerode.VolumeCreateOptions;
      await calling(signal, (abortSignal) => this.engine.createVolume(request(abortSignal)));
    }
    const filled = volumes.filter(({ files }) => files);
    if (filled.length > 0) await this.fill(workload, filled, signal);
  }

  /** Containers must be gone before. */
  async remove(appInstanceId: string, signal?: AbortSignal): Promise<void> {
    const volumes = await this.of(appInstanceId, signal);
    if (volumes.length > 0) await this.removeFiller(appInstanceId, signal);
    for (const { Name } of volumes) await calling(signal, (abortSignal) => unlessStatus([NOT_FOUND], this.engine.getVolume(Name).remove({ abortSignal })));
  }

  /** Nothing can be put into a volume but through a container, and not where that may only read it: one for this alone. */
  private async fill(workload: Workload, volumes: WorkloadVolume[], signal?: AbortSignal): Promise<void> {
    const name = fillerName(workload.appInstanceId);
    await this.removeFiller(workload.appInstanceId, signal);
    const request = (abortSignal: AbortSignal) => ({ _query: { name }, _body: fillerOptions(workload, volumes), abortSignal });
    await calling(signal, (abortSignal) => this.engine.createContainer(request(abortSignal)));
    for (const volume of volumes) await this.put(volume, name, signal);
    await this.removeFiller(workload.appInstanceId, signal);
  }

  /** @throws what the reading of the files throws */
  private async put(volume: WorkloadVolume, filler: string, signal?: AbortSignal): Promise<void> {
    const files = await volume.files!.open();
    const unreadable = new AbortController();
    files.once('error', (error) => unreadable.abort(error));
    const put = (abortSignal: AbortSignal) => this.engine.getContainer(filler).putArchive(files, { path: folderOf(volume), abortSignal });
    await calling(AbortSignal.any([unreadable.signal, ...(signal ? [signal] : [])]), put, FILLING_MS).finally(() => files.destroy());
  }

  private async removeFiller(appInstanceId: string, signal?: AbortSignal): Promise<void> {
    const filler = this.engine.getContainer(fillerName(appInstanceId));
    await calling(signal, (abortSignal) => unlessStatus([NOT_FOUND], filler.remove({ force: true, abortSignal })));
  }

  private async of(appInstanceId: string, signal?: AbortSignal) {
    const filters = { label: [`${LABELS.appInstance}=${appInstanceId}`] };
    return (await calling(signal, (abortSignal) => this.engine.listVolumes({ filters: JSON.stringify(filters), abortSignal }))).Volumes;
  }
}
