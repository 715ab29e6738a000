import { Injectable } from '@nestjs/common';
import { ApiRoot } from '../../common/links/index.js';
import { ApiDocuments } from '../../common/operation/index.js';
import { DOCUMENT } from './operation-request.js';

/** The addresses of what is in the radio network. */
@Injectable()
export class RanLinks {
  private readonly basePath: string;

  constructor(
    private readonly apiRoot: ApiRoot,
    documents: ApiDocuments,
  ) {
    this.basePath = documents.get(DOCUMENT).basePaths[0]!;
  }

  /** `segments` name a resource. */
  resource(...segments: string[]): string {
    return this.apiRoot.link(this.basePath, ...segments);
  }
}
