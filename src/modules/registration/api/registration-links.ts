import { Injectable } from '@nestjs/common';
import { ApiRoot, type Link } from '../../common/links/index.js';
import { DOCUMENT } from './operation-request.js';

/** The addresses of networks and of what is in them. */
@Injectable()
export class RegistrationLinks {
  /** The segments name a resource. */
  readonly resource: Link;

  constructor(apiRoot: ApiRoot) {
    this.resource = apiRoot.linkOf(DOCUMENT);
  }
}
