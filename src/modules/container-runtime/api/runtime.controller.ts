import { Controller } from '@nestjs/common';
import type { components } from '../../../generated/runtime.js';
import { momentary, Operation, type Reply } from '../../common/operation/index.js';
import { ContainerRuntime } from '../domain/container-runtime.js';
import { RuntimeRefusal, RuntimeUnavailable } from '../domain/runtime-errors.js';
import { DOCUMENT } from './operation-request.js';
import { RuntimeHeader } from './runtime-header.js';

type RuntimeInfo = components['schemas']['RuntimeInfo'];

/** The engine that runs containers. */
@Controller()
export class RuntimeController {
  constructor(
    private readonly runtime: ContainerRuntime,
    private readonly header: RuntimeHeader,
  ) {}

  @Operation(DOCUMENT, 'runtimeGet')
  async runtimeGet(): Promise<Reply> {
    const info: RuntimeInfo = { driver: this.runtime.name, ...(await this.engine()) };
    return this.header.on(momentary(info));
  }

  private async engine(): Promise<Omit<RuntimeInfo, 'driver'>> {
    if (this.runtime.name === 'none') return { engine: 'NONE' };
    try {
      const capacity = await this.runtime.capacity();
      return { engine: 'AVAILABLE', ...(capacity && { capacity }) };
    } catch (error) {
      if (error instanceof RuntimeRefusal) return { engine: 'AVAILABLE', reason: error.message };
      if (error instanceof RuntimeUnavailable) return { engine: 'UNAVAILABLE', reason: error.message };
      throw error;
    }
  }
}
