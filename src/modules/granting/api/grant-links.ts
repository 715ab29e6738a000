import { Injectable } from '@nestjs/common';
import { ApiRoot } from '../../common/links/index.js';
import { ApiDocuments } from '../../common/operation/index.js';

/** The addresses of grants. */
@Injectable()
export class GrantLinks {
  private readonly basePath: string;

  constructor(
    private readonly apiRoot: ApiRoot,
    documents: ApiDocuments,
  ) {
    this.basePath = documents.get('mec010-2-granting').basePaths[0]!;
  }

  grant(grantId: string): string {
    return this.apiRoot.link(this.basePath, 'grants', grantId);
  }
}
