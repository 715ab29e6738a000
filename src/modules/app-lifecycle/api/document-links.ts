import { Injectable } from '@nestjs/common';
import { ApiRoot, type Link } from '../../common/links/index.js';
import { LifecycleLinks } from '../domain/lifecycle-links.js';
import { DOCUMENT } from './operation-request.js';

/** Links below the base path of the document. */
@Injectable()
export class DocumentLinks extends LifecycleLinks {
  private readonly link: Link;

  constructor(apiRoot: ApiRoot) {
    super();
    this.link = apiRoot.linkOf(DOCUMENT);
  }

  override instance(appInstanceId: string, ...task: string[]): string {
    return this.link('app_instances', appInstanceId, ...task);
  }

  override operation(appLcmOpOccId: string): string {
    return this.link('app_lcm_op_occs', appLcmOpOccId);
  }
}
