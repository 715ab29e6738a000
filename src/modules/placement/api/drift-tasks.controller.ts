import { Controller } from '@nestjs/common';
import { matching, ok, Operation, reply, type Reply, represent, representList } from '../../common/operation/index.js';
import { DriftTasks } from '../domain/drift/drift-tasks.js';
import { DOCUMENT, type Request } from './operation-request.js';

/** What is being deployed and destroyed. */
@Controller()
export class DriftTasksController {
  constructor(private readonly tasks: DriftTasks) {}

  @Operation(DOCUMENT, 'placementDriftTasksGet')
  placementDriftTasksGet({ query, ifNoneMatch }: Request<'placementDriftTasksGet'>): Reply {
    return reply(representList(this.tasks.list(query).map(represent)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'placementDriftTaskGet')
  placementDriftTaskGet({ path, ifNoneMatch }: Request<'placementDriftTaskGet'>): Reply {
    return reply(represent(this.tasks.get(path.taskId)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'placementDriftTaskRetry')
  async placementDriftTaskRetry({ path, ifMatch }: Request<'placementDriftTaskRetry'>): Promise<Reply> {
    return ok(represent(await this.tasks.retry(path.taskId, matching(ifMatch))));
  }

  @Operation(DOCUMENT, 'placementDriftTaskCancel')
  async placementDriftTaskCancel({ path, ifMatch }: Request<'placementDriftTaskCancel'>): Promise<Reply> {
    return ok(represent(await this.tasks.cancel(path.taskId, matching(ifMatch))));
  }
}
