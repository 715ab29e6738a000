import { Injectable } from '@nestjs/common';
import { requireMatch } from '../../common/http/index.js';
import { ApiDocuments, created, noContent, reply, type Reply, represent } from '../../common/operation/index.js';
import { type QuerySelectors, ResourceQuery } from '../../common/query/index.js';
import type { AppPackage } from '../domain/app-package.js';
import { AppPackages } from '../domain/app-packages.js';
import type { CreateAppPkg, OperationalState } from '../domain/types.js';
import { DOCUMENT } from './operation-request.js';
import { PackageRepresentation } from './package-representation.js';

const LEFT_OUT_BY_DEFAULT = ['checksum', 'softwareImages', 'additionalArtifacts'];

/** What clients do with packages, under whichever of their two names (MEC 010-2, 7.3.1 and 7.3.2). */
@Injectable()
export class PackageOperations {
  private readonly query: ResourceQuery;

  constructor(
    private readonly packages: AppPackages,
    private readonly representation: PackageRepresentation,
    documents: ApiDocuments,
  ) {
    this.query = new ResourceQuery(documents.get(DOCUMENT), 'AppPkgInfoPartial', 'packages', LEFT_OUT_BY_DEFAULT);
  }

  async create(body: CreateAppPkg): Promise<Reply> {
    const appPackage = await this.packages.create(body);
    return created(this.representation.href(appPackage), this.representation.whole(appPackage));
  }

  async list(selectors: QuerySelectors, ifNoneMatch: string | undefined): Promise<Reply> {
    const view = this.query.read(selectors);
    const all = (await this.packages.all()).map((appPackage) => this.representation.info(appPackage));
    return reply(represent(all.filter((info) => view.matches(info)).map((info) => view.select(info))), ifNoneMatch);
  }

  async get(id: string, ifNoneMatch: string | undefined): Promise<Reply> {
    return reply(this.representation.whole(await this.packages.require(id)), ifNoneMatch);
  }

  /** The answer has the entity tag of the package, for the next change. */
  async setOperationalState(id: string, operationalState: OperationalState, ifMatch: string | undefined): Promise<Reply> {
    const changed = await this.packages.setOperationalState(id, operationalState, this.unchanged(ifMatch));
    const answer = reply(represent({ operationalState: changed.operationalState }), undefined);
    return { ...answer, headers: { ...answer.headers, etag: this.representation.whole(changed).etag } };
  }

  async delete(id: string, ifMatch: string | undefined): Promise<Reply> {
    await this.packages.delete(id, this.unchanged(ifMatch));
    return noContent();
  }

  private unchanged(ifMatch: string | undefined): (present: AppPackage) => void {
    return (present) => requireMatch(ifMatch, this.representation.whole(present).etag);
  }
}
