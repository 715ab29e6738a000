import { Injectable } from '@nestjs/common';
import { entityTag, isFresh } from '../../common/http/index.js';
import { ApiDocuments, notModified, reply, type Reply, represent } from '../../common/operation/index.js';
import { notFound, Problem } from '../../common/problem/index.js';
import { type QuerySelectors, ResourceQuery } from '../../common/query/index.js';
import { zipOf } from '../adapters/zip-writer.js';
import { type OnboardedPackage, requireOnboarded } from '../domain/app-package.js';
import { AppPackages } from '../domain/app-packages.js';
import { PackageStore } from '../domain/package-store.js';
import { textOf } from '../domain/reading/package-text.js';
import { DOCUMENT } from './operation-request.js';

const LEFT_OUT_BY_DEFAULT = [
  'virtualComputeDescriptor', 'swImageDescriptor', 'virtualStorageDescriptor', 'appExtCpd', 'changeAppInstanceStateOpConfig', 'terminateAppInstanceOpConfig',
];

/** The descriptors of packages, in the form that the client prefers (MEC 010-2, 7.3.6). */
@Injectable()
export class DescriptorView {
  private readonly query: ResourceQuery;

  constructor(
    private readonly packages: AppPackages,
    private readonly store: PackageStore,
    documents: ApiDocuments,
  ) {
    this.query = new ResourceQuery(documents.get(DOCUMENT), 'AppDPartial', 'descriptors', LEFT_OUT_BY_DEFAULT);
  }

  /** @throws Problem 404 also if the filter does not match, 409 if it is not ONBOARDED, 406 if one text is wanted of several files */
  async get(id: string, selectors: QuerySelectors, mediaType: string | undefined, ifNoneMatch: string | undefined): Promise<Reply> {
    const view = this.query.read(selectors);
    const appPackage = requireOnboarded(await this.packages.require(id));
    const { appD, descriptorFiles } = appPackage.contents;
    if (!view.matches(appD)) throw notFound(`The descriptor ${appD.appDId} does not match the filter.`);
    if (mediaType === 'application/json') return reply(represent(view.select(appD)), ifNoneMatch);
    if (mediaType === 'text/plain' && descriptorFiles.length > 1)
      throw new Problem(406, `The descriptor has ${descriptorFiles.length} files; the Accept header has to admit application/zip or application/json.`);
    const files = await this.filesOf(appPackage);
    if (mediaType === 'application/zip') return bytes(await zipOf(files), mediaType, ifNoneMatch);
    return bytes([...files.values()][0]!, 'text/plain; charset=utf-8', ifNoneMatch);
  }

  private async filesOf({ appPkgId, contents }: OnboardedPackage): Promise<Map<string, Buffer>> {
    const archive = await this.store.archive(appPkgId);
    try {
      const files = new Map<string, Buffer>();
      for (const path of contents.descriptorFiles) files.set(path, await textOf(archive, path));
      return files;
    } finally {
      archive.close();
    }
  }
}

function bytes(body: Buffer, mediaType: string, ifNoneMatch: string | undefined): Reply {
  const etag = entityTag(body);
  return isFresh(ifNoneMatch, etag) ? notModified(etag) : { status: 200, headers: { 'content-type': mediaType, etag }, body };
}
