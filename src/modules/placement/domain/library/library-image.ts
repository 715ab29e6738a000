/** What an image archive holds. */
export interface ImageContents {
  /** Digest of its manifest: names the version. */
  digest: string;
  /** Digest of its configuration, the id that a Docker engine gives it. */
  configDigest: string;
  /** As Go calls it. */
  architecture: string;
  os: string;
  /** Bytes of the configuration and all layers, as they are stored; those of a layer that it has twice count once. */
  sizeBytes: number;
  /** Digests of manifest, configuration and layers, each once. */
  blobs: string[];
}

export interface StoredImage extends ImageContents {
  /** When it came into the library, in milliseconds since 1970. */
  storedAt: number;
}

export interface ImageName {
  repository: string;
  tag: string;
}

/** What a name means now. */
export interface NamedImage extends ImageName {
  digest: string;
}

export interface LibraryImage extends StoredImage {
  /** `repository:tag` of each name that means this version now, sorted. */
  names: string[];
}

export interface StoredFile {
  digest: string;
  sizeBytes: number;
}
