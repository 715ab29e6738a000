import { namelessFile, TarFile } from '../../../common/tar/index.js';
import { RuntimeRefusal } from '../../domain/runtime-errors.js';
import type { Workload, WorkloadVolume } from '../../domain/workload.js';
import { refusingFaults } from '../tar-refusal.js';

/** Bytes that all files of a ConfigMap have together at most (Kubernetes, ConfigMap: "cannot exceed 1 MiB"). */
const MOST_BYTES = 2 ** 20;

/** In the order of the archive. */
export type VolumeFiles = { path: string; content: Buffer }[];

/** By the names of volumes; those without files are left out. */
export type FilesOfVolumes = ReadonlyMap<string, VolumeFiles>;

/** @throws RuntimeRefusal if they are too large */
async function contentsOf(tar: TarFile, volume: string): Promise<VolumeFiles> {
  const { names } = tar;
  const total = names.reduce((sum, name) => sum + tar.size(name), 0);
  if (total > MOST_BYTES) throw new RuntimeRefusal(`the files of volume ${volume} have ${total} bytes, and a cluster takes ${MOST_BYTES}`);
  const files: VolumeFiles = [];
  for (const path of names) files.push({ path, content: await tar.content(path, MOST_BYTES) });
  return files;
}

async function read({ name, files }: WorkloadVolume, folder: string, signal?: AbortSignal): Promise<VolumeFiles> {
  const file = await namelessFile(folder, await files!.open(), signal);
  return refusingFaults(`the archive of volume ${name}`, async () => {
    const tar = await TarFile.of(file);
    return contentsOf(tar, name).finally(() => tar.close());
  });
}

/** What goes into the volumes of a workload. @throws RuntimeRefusal if it cannot, and what the reading of the files throws */
export async function filesOfVolumes({ volumes = [] }: Workload, folder: string, signal?: AbortSignal): Promise<FilesOfVolumes> {
  const found = new Map<string, VolumeFiles>();
  for (const volume of volumes) if (volume.files) found.set(volume.name, await read(volume, folder, signal));
  return found;
}
