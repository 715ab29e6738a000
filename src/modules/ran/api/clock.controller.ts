import { Controller } from '@nestjs/common';
import { momentary, Operation, type Reply } from '../../common/operation/index.js';
import { NetworkClock } from '../domain/host/network-clock.js';
import { OperatedNetwork } from '../domain/operator/operated-network.js';
import { clockRepresentation } from './clock-representation.js';
import { DOCUMENT, type Request } from './operation-request.js';

@Controller()
export class ClockController {
  constructor(
    private readonly clock: NetworkClock,
    private readonly network: OperatedNetwork,
  ) {}

  @Operation(DOCUMENT, 'clockGet')
  async clockGet(): Promise<Reply> {
    return momentary(clockRepresentation(await this.clock.read()));
  }

  @Operation(DOCUMENT, 'clockPut')
  async clockPut({ body }: Request<'clockPut'>): Promise<Reply> {
    this.network.refuseIfFollowing();
    const { mode, speed = 1, state = 'RUNNING' } = body;
    return momentary(clockRepresentation(await this.clock.set({ mode, speed, state })));
  }

  @Operation(DOCUMENT, 'clockStep')
  async clockStep({ body }: Request<'clockStep'>): Promise<Reply> {
    this.network.refuseIfFollowing();
    return momentary(clockRepresentation(await this.clock.step(body.duration)));
  }
}
