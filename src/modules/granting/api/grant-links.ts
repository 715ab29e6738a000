import { Injectable } from '@nestjs/common';
import { ApiRoot, type Link } from '../../common/links/index.js';

/** The addresses of grants. */
@Injectable()
export class GrantLinks {
  private readonly link: Link;

  constructor(apiRoot: ApiRoot) {
    this.link = apiRoot.linkOf('mec010-2-granting');
  }

  grant(grantId: string): string {
    return this.link('grants', grantId);
  }
}
