import type { ImageName, LibraryImage, NamedImage, StoredImage } from './library-image.js';

const written = ({ repository, tag }: ImageName): string => `${repository}:${tag}`;

/** What the rows say, as it is asked for. */
export class Catalogue {
  private readonly byDigest: ReadonlyMap<string, LibraryImage>;
  private readonly byName: ReadonlyMap<string, string>;

  constructor(images: StoredImage[] = [], names: NamedImage[] = []) {
    const latestFirst = images.toSorted((one, other) => other.storedAt - one.storedAt || (one.digest < other.digest ? -1 : 1));
    this.byDigest = new Map(latestFirst.map((image) => [image.digest, { ...image, names: names.filter(({ digest }) => digest === image.digest).map(written).sort() }]));
    this.byName = new Map(names.map((name) => [written(name), name.digest]));
  }

  /** The latest first. */
  images(): LibraryImage[] {
    return [...this.byDigest.values()];
  }

  get(digest: string): LibraryImage | undefined {
    return this.byDigest.get(digest);
  }

  find(name: ImageName): LibraryImage | undefined {
    return this.byDigest.get(this.byName.get(written(name)) ?? '');
  }
}
