import type { AppD, SwImageDescriptor } from '../types.js';

/** A file in a package that is neither an image nor part of its description. */
export interface PackageArtifact {
  artifactPath: string;
  checksum?: { algorithm: string; hash: string };
}

/** What is found in a package. */
export interface PackageContents {
  appD: AppD;
  images: SwImageDescriptor[];
  artifacts: PackageArtifact[];
  signingCertificate?: string;
  /** The files of the descriptor, the one that the others belong to first. */
  descriptorFiles: string[];
}
