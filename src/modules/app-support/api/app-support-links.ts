import { Injectable } from '@nestjs/common';
import { ApiRoot } from '../../common/links/index.js';
import { ApiDocuments } from '../../common/operation/index.js';
import { APP_SUPPORT, MM5 } from './operation-request.js';

/** The addresses of the resources of MEC 011 application support and of Mm5. */
@Injectable()
export class AppSupportLinks {
  private readonly appSupport: string;
  private readonly mm5: string;

  constructor(
    private readonly apiRoot: ApiRoot,
    documents: ApiDocuments,
  ) {
    this.appSupport = documents.get(APP_SUPPORT).basePaths[0]!;
    this.mm5 = documents.get(MM5).basePaths[0]!;
  }

  registration(appInstanceId: string): string {
    return this.apiRoot.link(this.appSupport, 'registrations', appInstanceId);
  }

  confirmTermination(appInstanceId: string): string {
    return this.apiRoot.link(this.appSupport, 'applications', appInstanceId, 'confirm_termination');
  }

  /** `segments` name something that belongs to the application instance. */
  managed(appInstanceId: string, ...segments: string[]): string {
    return this.apiRoot.link(this.mm5, 'app_instances', appInstanceId, ...segments);
  }
}
