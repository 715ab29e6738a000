import { Injectable } from '@nestjs/common';
import { ApiRoot } from '../../common/links/index.js';
import { ApiDocuments } from '../../common/operation/index.js';
import type { RegisteredService } from '../domain/service.js';

/** The addresses of the resources of MEC 011 service management. */
@Injectable()
export class ServiceLinks {
  private readonly basePath: string;

  constructor(
    private readonly apiRoot: ApiRoot,
    documents: ApiDocuments,
  ) {
    this.basePath = documents.get('mec011-service-management').basePaths[0]!;
  }

  service({ appInstanceId, serInstanceId }: RegisteredService): string {
    return appInstanceId === undefined
      ? this.apiRoot.link(this.basePath, 'services', serInstanceId)
      : this.apiRoot.link(this.basePath, 'applications', appInstanceId, 'services', serInstanceId);
  }

  liveness(service: RegisteredService): string {
    return `${this.service(service)}/liveness`;
  }
}
