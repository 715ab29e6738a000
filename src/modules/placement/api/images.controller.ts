import { Controller } from '@nestjs/common';
import { created, matching, noContent, ok, Operation, reply, type Reply, represent, representList } from '../../common/operation/index.js';
import { notFound, Problem } from '../../common/problem/index.js';
import { Applications } from '../domain/applications/applications.js';
import type { LibraryImage } from '../domain/library/library-image.js';
import { MOST_ARCHIVE_BYTES } from '../domain/library/library-limits.js';
import { LibraryUploads } from '../domain/library/library-uploads.js';
import { Decisions } from '../domain/ports/decisions.js';
import { Library } from '../domain/ports/library.js';
import { ImageRepresentation } from './image-representation.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { PlacementLinks } from './placement-links.js';

const repositoryOf = (name: string): string => name.slice(0, name.lastIndexOf(':'));

/** The images that the central cloud keeps. */
@Controller()
export class ImagesController {
  constructor(
    private readonly library: Library,
    private readonly uploads: LibraryUploads,
    private readonly applications: Applications,
    private readonly decisions: Decisions,
    private readonly representation: ImageRepresentation,
    private readonly links: PlacementLinks,
  ) {}

  @Operation(DOCUMENT, 'placementImagesGet')
  placementImagesGet({ query: { repository }, ifNoneMatch }: Request<'placementImagesGet'>): Reply {
    const images = this.library.images().filter(({ names }) => repository === undefined || names.some((name) => repositoryOf(name) === repository));
    return reply(representList(images.map((image) => represent(this.representation.of(image)))), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'placementImagesPost')
  async placementImagesPost({ query: { repository, tag = 'latest' }, body, contentLength }: Request<'placementImagesPost'>): Promise<Reply> {
    if (Number(contentLength ?? 0) > MOST_ARCHIVE_BYTES) throw new Problem(413, `The image archive is larger than ${MOST_ARCHIVE_BYTES} bytes.`);
    const { image, isNew } = await this.library.put({ repository, tag }, this.uploads.bytes(body));
    await this.applications.complete();
    const shown = represent(this.representation.of(image));
    return isNew ? created(this.links.resource('images', image.digest), shown) : ok(shown);
  }

  @Operation(DOCUMENT, 'placementImageGet')
  placementImageGet({ path, ifNoneMatch }: Request<'placementImageGet'>): Reply {
    return reply(represent(this.representation.of(this.required(path.digest))), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'placementImageDelete')
  async placementImageDelete({ path, ifMatch }: Request<'placementImageDelete'>): Promise<Reply> {
    const matches = matching(ifMatch);
    await this.decisions.alone(() => this.library.remove(path.digest, (image) => matches(this.representation.of(image))));
    return noContent();
  }

  @Operation(DOCUMENT, 'placementImageArchiveGet')
  async placementImageArchiveGet({ path }: Request<'placementImageArchiveGet'>): Promise<Reply> {
    return { status: 200, headers: { 'content-type': 'application/x-tar' }, body: await this.library.archive(path.digest) };
  }

  /** @throws Problem 404 */
  private required(digest: string): LibraryImage {
    const image = this.library.get(digest);
    if (!image) throw notFound(`There is no image ${digest} in the library.`);
    return image;
  }
}
