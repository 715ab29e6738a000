import { Controller } from '@nestjs/common';
import { Operation, type Reply } from '../../common/operation/index.js';
import { RuntimeHeader } from '../../container-runtime/index.js';
import { LifecycleLinks } from '../domain/lifecycle-links.js';
import type { LifecycleOperation } from '../domain/operation/lifecycle-operation.js';
import { LifecycleTasks } from '../domain/operation/lifecycle-tasks.js';
import { DOCUMENT, type Request } from './operation-request.js';

/** What application instances are let do (MEC 010-2, 7.4.6 to 7.4.8 and 7.7.6). */
@Controller()
export class LifecycleTasksController {
  constructor(
    private readonly tasks: LifecycleTasks,
    private readonly links: LifecycleLinks,
    private readonly runtime: RuntimeHeader,
  ) {}

  @Operation(DOCUMENT, 'AppinstancesInstantiatePOSTAppinstanceid')
  instantiatePost({ path, body }: Request<'AppinstancesInstantiatePOSTAppinstanceid'>): Promise<Reply> {
    return this.started(this.tasks.instantiate(path.appInstanceId, body));
  }

  @Operation(DOCUMENT, 'AppinstancesTerminatePOSTAppinstanceid')
  terminatePost({ path, body }: Request<'AppinstancesTerminatePOSTAppinstanceid'>): Promise<Reply> {
    return this.started(this.tasks.terminate(path.appInstanceId, body));
  }

  @Operation(DOCUMENT, 'AppinstancesOperatePOSTAppinstanceid')
  operatePost({ path, body }: Request<'AppinstancesOperatePOSTAppinstanceid'>): Promise<Reply> {
    return this.started(this.tasks.operate(path.appInstanceId, body));
  }

  @Operation(DOCUMENT, 'AppinstancesConfigureplatformforappPOSTAppinstanceid')
  configurePlatformPost({ path, body }: Request<'AppinstancesConfigureplatformforappPOSTAppinstanceid'>): Promise<Reply> {
    return this.started(this.tasks.configure(path.appInstanceId, body));
  }

  private async started(operation: Promise<LifecycleOperation>): Promise<Reply> {
    const location = this.links.operation((await operation).appLcmOpOccId);
    return this.runtime.on({ status: 202, headers: { location } });
  }
}
