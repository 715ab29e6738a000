import type { TarFile } from '../../../../common/tar/index.js';
import { type ArchivedImage, refusingFaults } from './archived-image.js';
import { dockerImage } from './docker-image.js';
import { INDEX, ociImage } from './oci-image.js';

/** The one image of an archive. Engines write both kinds into one; then the OCI image layout counts, for it tells the digest of the version. @throws Problem 422 */
export const imageIn = (tar: TarFile): Promise<ArchivedImage> => refusingFaults(() => (tar.has(INDEX) ? ociImage(tar) : dockerImage(tar)));
