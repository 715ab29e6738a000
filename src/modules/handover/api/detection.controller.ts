import { Controller } from '@nestjs/common';
import { matching, ok, Operation, reply, type Reply, represent } from '../../common/operation/index.js';
import { detectionFrom } from '../domain/detection/detection-setting.js';
import { DetectionSettings } from '../domain/detection/detection-settings.js';
import { HANDOVER, type HandoverRequest } from './operation-request.js';

/** What makes this platform begin a handover. */
@Controller()
export class DetectionController {
  constructor(private readonly settings: DetectionSettings) {}

  @Operation(HANDOVER, 'detectionGet')
  detectionGet({ ifNoneMatch }: HandoverRequest<'detectionGet'>): Reply {
    return reply(represent(this.settings.get()), ifNoneMatch);
  }

  @Operation(HANDOVER, 'detectionPut')
  async detectionPut({ body, ifMatch }: HandoverRequest<'detectionPut'>): Promise<Reply> {
    return ok(represent(await this.settings.replace(detectionFrom(body), matching(ifMatch))));
  }
}
