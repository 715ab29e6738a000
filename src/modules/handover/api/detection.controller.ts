import { Controller } from '@nestjs/common';
import { requireMatch } from '../../common/http/index.js';
import { ok, Operation, reply, type Reply, represent } from '../../common/operation/index.js';
import { type DetectionSetting, detectionFrom } from '../domain/detection/detection-setting.js';
import { DetectionSettings } from '../domain/detection/detection-settings.js';
import { HANDOVER, type HandoverRequest } from './operation-request.js';

const matching = (ifMatch: string | undefined) => (current: DetectionSetting) => requireMatch(ifMatch, represent(current).etag);

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
