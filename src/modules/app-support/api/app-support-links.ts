import { Injectable } from '@nestjs/common';
import { ApiRoot, type Link } from '../../common/links/index.js';
import { APP_SUPPORT, MM5 } from './operation-request.js';

/** The addresses of the resources of MEC 011 application support and of Mm5. */
@Injectable()
export class AppSupportLinks {
  private readonly appSupport: Link;
  private readonly mm5: Link;

  constructor(apiRoot: ApiRoot) {
    this.appSupport = apiRoot.linkOf(APP_SUPPORT);
    this.mm5 = apiRoot.linkOf(MM5);
  }

  registration(appInstanceId: string): string {
    return this.appSupport('registrations', appInstanceId);
  }

  confirmTermination(appInstanceId: string): string {
    return this.appSupport('applications', appInstanceId, 'confirm_termination');
  }

  /** `segments` name something that belongs to the application instance. */
  managed(appInstanceId: string, ...segments: string[]): string {
    return this.mm5('app_instances', appInstanceId, ...segments);
  }
}
