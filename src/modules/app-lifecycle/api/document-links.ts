import { Injectable } from '@nestjs/common';
import { ApiRoot } from '../../common/links/index.js';
import { ApiDocuments } from '../../common/operation/index.js';
import { LifecycleLinks } from '../domain/lifecycle-links.js';
import { DOCUMENT } from './operation-request.js';

/** Links below the base path of the document. */
@Injectable()
export class DocumentLinks extends LifecycleLinks {
  private readonly basePath: string;

  constructor(
    private readonly apiRoot: ApiRoot,
    documents: ApiDocuments,
  ) {
    super();
    this.basePath = documents.get(DOCUMENT).basePaths[0]!;
  }

  override instance(appInstanceId: string, ...task: string[]): string {
    return this.apiRoot.link(this.basePath, 'app_instances', appInstanceId, ...task);
  }

  override operation(appLcmOpOccId: string): string {
    return this.apiRoot.link(this.basePath, 'app_lcm_op_occs', appLcmOpOccId);
  }
}
