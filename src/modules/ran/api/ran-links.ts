import { Injectable } from '@nestjs/common';
import { ApiRoot, type Link } from '../../common/links/index.js';
import { DOCUMENT } from './operation-request.js';

/** The addresses of what is in the radio network. */
@Injectable()
export class RanLinks {
  /** The segments name a resource. */
  readonly resource: Link;

  constructor(apiRoot: ApiRoot) {
    this.resource = apiRoot.linkOf(DOCUMENT);
  }
}
