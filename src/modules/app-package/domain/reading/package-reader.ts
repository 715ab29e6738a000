import { Injectable } from '@nestjs/common';
import type { LoadedImages } from '../loaded-images.js';
import { AppDStructure } from './appd-structure.js';
import { readDescriptor } from './descriptor.js';
import { imagesOf, verifyImages } from './images.js';
import { type Manifest, readManifest, requireSameApplication, verifySources } from './manifest.js';
import { isMetadata, type MetaFile, readMetaFile } from './meta-file.js';
import type { PackageArchive } from './package-archive.js';
import type { PackageArtifact, PackageContents } from './package-contents.js';
import { textOf } from './package-text.js';

/** Reads and verifies packages (MEC 010-2, 6.2.1; MEC 037, 6). */
@Injectable()
export class PackageReader {
  constructor(private readonly structure: AppDStructure) {}

  /** The images that the descriptor names, whether they are right or not. @throws Problem 422 if there is no descriptor that could be read */
  async images(archive: PackageArchive): Promise<LoadedImages> {
    const { descriptor } = await readMetaFile(archive);
    const { appD } = await readDescriptor(archive, descriptor, this.structure);
    return { appDId: appD.appDId, imageIds: imagesOf(appD).map(({ id }) => id) };
  }

  /** @throws Problem 422 that says what is wrong and where, and the reason of `signal` */
  async read(archive: PackageArchive, signal: AbortSignal): Promise<PackageContents> {
    const meta = await readMetaFile(archive);
    const manifest = await readManifest(archive, meta.manifest);
    const { appD, files: descriptorFiles } = await readDescriptor(archive, meta.descriptor, this.structure);
    requireSameApplication(manifest, appD);
    await verifySources(archive, manifest, signal);
    const images = imagesOf(appD);
    await verifyImages(archive, images, signal);
    const signingCertificate = meta.certificate === undefined ? '' : (await textOf(archive, meta.certificate)).toString();
    const described = new Set([...descriptorFiles, ...images.map(({ swImage }) => swImage), ...Object.values(meta as Required<MetaFile>)]);
    return {
      appD,
      images,
      artifacts: artifactsOf(archive, manifest, described),
      descriptorFiles,
      ...(signingCertificate !== '' && { signingCertificate }),
    };
  }
}

function artifactsOf(archive: PackageArchive, { sources }: Manifest, described: ReadonlySet<string>): PackageArtifact[] {
  const checksums = new Map(sources.map(({ path, checksum }) => [path, checksum]));
  const others = [...archive.files.keys()].filter((path) => !described.has(path) && !isMetadata(path));
  return others.map((artifactPath) => {
    const checksum = checksums.get(artifactPath);
    return { artifactPath, ...(checksum && { checksum }) };
  });
}
