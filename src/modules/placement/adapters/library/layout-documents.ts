import { blobName } from './blob-folder.js';

/** An image as the documents of a layout list it. */
export interface ListedImage {
  digest: string;
  size: number;
  manifest: { mediaType?: string; config: { digest: string }; layers?: { digest: string }[] | null };
  /** `repository:tag` */
  names: string[];
}

const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';

/** OCI image layout: the image under this name. */
const descriptorOf = ({ digest, size, manifest }: ListedImage, name: string | undefined): object => ({
  mediaType: manifest.mediaType ?? MANIFEST_TYPE,
  digest,
  size,
  ...(name !== undefined && { annotations: { 'org.opencontainers.image.ref.name': name } }),
});

/** What `docker save` says of an image. */
const savedImage = ({ manifest: { config, layers }, names }: ListedImage) => ({
  Config: blobName(config.digest),
  RepoTags: names.length === 0 ? null : names,
  Layers: (layers ?? []).map(({ digest }) => blobName(digest)),
});

const documents = (images: ListedImage[], manifests: object[]): ReadonlyMap<string, Buffer> =>
  new Map(
    Object.entries({
      'oci-layout': { imageLayoutVersion: '1.0.0' },
      'index.json': { schemaVersion: 2, mediaType: INDEX_TYPE, manifests },
      'manifest.json': images.map(savedImage),
    }).map(([name, document]) => [name, Buffer.from(JSON.stringify(document))]),
  );

/** The documents of a folder with these images, by their names: an image stands in the index once for each of its names, and without one if it has none. */
export const folderDocuments = (images: ListedImage[]): ReadonlyMap<string, Buffer> =>
  documents(
    images,
    images.flatMap((image) => (image.names.length ? image.names : [undefined]).map((name) => descriptorOf(image, name))),
  );

/** Those of an archive: its index names the image once, under the first of its names, since tools ask for a choice otherwise. */
export const archiveDocuments = (image: ListedImage): ReadonlyMap<string, Buffer> => documents([image], [descriptorOf(image, image.names[0])]);
