import { Controller } from '@nestjs/common';
import { created, matching, ok, Operation, reply, type Reply, represent } from '../../common/operation/index.js';
import { Problem } from '../../common/problem/index.js';
import { ApplicationFiles } from '../domain/applications/application-files.js';
import { MOST_FILE_BYTES } from '../domain/library/library-limits.js';
import { LibraryUploads } from '../domain/library/library-uploads.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { PlacementLinks } from './placement-links.js';

/** Files of applications. */
@Controller()
export class FilesController {
  constructor(
    private readonly files: ApplicationFiles,
    private readonly uploads: LibraryUploads,
    private readonly links: PlacementLinks,
  ) {}

  @Operation(DOCUMENT, 'placementFilePut')
  async placementFilePut({ path: { applicationId, fileName }, body, ifMatch, ifNoneMatch, contentLength }: Request<'placementFilePut'>): Promise<Reply> {
    if (Number(contentLength ?? 0) > MOST_FILE_BYTES) throw new Problem(413, `The file is larger than ${MOST_FILE_BYTES} bytes.`);
    const { file, isNew } = await this.files.put(applicationId, fileName, this.uploads.bytes(body), matching(ifMatch, ifNoneMatch));
    return isNew ? created(this.links.resource('applications', applicationId, 'files', fileName), represent(file)) : ok(represent(file));
  }

  @Operation(DOCUMENT, 'placementFileGet')
  placementFileGet({ path: { applicationId, fileName }, ifNoneMatch }: Request<'placementFileGet'>): Reply {
    return reply(represent(this.files.get(applicationId, fileName)), ifNoneMatch);
  }
}
