import { Controller } from '@nestjs/common';
import { toTimeStamp } from '../../common/clock/index.js';
import { requireMatch } from '../../common/http/index.js';
import { noContent, ok, Operation, type Reply, reply, represent } from '../../common/operation/index.js';
import type { Liveness, RegisteredService } from '../domain/service.js';
import { ServiceRegistry } from '../domain/service-registry.js';
import type { ServiceLivenessInfo } from '../domain/types.js';
import { DOCUMENT, type Request } from './operation-request.js';

function livenessInfo({ state }: RegisteredService['attributes'], { lastHeartbeatAt, interval }: Liveness): ServiceLivenessInfo {
  return { state, timeStamp: toTimeStamp(lastHeartbeatAt), interval };
}

/** Heartbeats of services, and what the platform has heard (MEC 011, 8.2.10). */
@Controller()
export class LivenessController {
  constructor(private readonly registry: ServiceRegistry) {}

  @Operation(DOCUMENT, 'ResourceuriallocatedbymecplatformGET')
  async livenessGet({ path, ifNoneMatch }: Request<'ResourceuriallocatedbymecplatformGET'>): Promise<Reply> {
    const { attributes, liveness } = await this.registry.supervised(path.appInstanceId, path.serviceId);
    return reply(represent(livenessInfo(attributes, liveness)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'ResourceuriallocatedbymecplatformPATCH')
  async livenessPatch({ path, ifMatch }: Request<'ResourceuriallocatedbymecplatformPATCH'>): Promise<Reply> {
    const { before, after } = await this.registry.heartbeat(path.appInstanceId, path.serviceId, ({ attributes, liveness }) =>
      requireMatch(ifMatch, represent(livenessInfo(attributes, liveness!)).etag),
    );
    if (after.liveness!.interval === before.interval) return noContent();
    return ok(represent(livenessInfo(after.attributes, after.liveness!)));
  }
}
