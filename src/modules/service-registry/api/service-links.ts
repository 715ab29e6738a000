import { Injectable } from '@nestjs/common';
import { ApiRoot, type Link } from '../../common/links/index.js';
import type { RegisteredService } from '../domain/service.js';
import { DOCUMENT } from './operation-request.js';

/** The addresses of the resources of MEC 011 service management. */
@Injectable()
export class ServiceLinks {
  private readonly link: Link;

  constructor(apiRoot: ApiRoot) {
    this.link = apiRoot.linkOf(DOCUMENT);
  }

  service({ appInstanceId, serInstanceId }: RegisteredService): string {
    return appInstanceId === undefined
      ? this.link('services', serInstanceId)
      : this.link('applications', appInstanceId, 'services', serInstanceId);
  }

  liveness(service: RegisteredService): string {
    return `${this.service(service)}/liveness`;
  }
}
