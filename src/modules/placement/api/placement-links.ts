import { Injectable } from '@nestjs/common';
import { ApiRoot, type Link } from '../../common/links/index.js';
import { DOCUMENT } from './operation-request.js';

/** The addresses of what placement knows. */
@Injectable()
export class PlacementLinks {
  /** The segments name a resource. */
  readonly resource: Link;

  constructor(apiRoot: ApiRoot) {
    this.resource = apiRoot.linkOf(DOCUMENT);
  }
}
