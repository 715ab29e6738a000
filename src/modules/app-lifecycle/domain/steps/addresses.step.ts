import { Injectable } from '@nestjs/common';
import { ApiRoot } from '../../../common/links/index.js';
import { ContainerRuntime } from '../../../container-runtime/index.js';
import type { Findings } from '../operation/lifecycle-operation.js';
import type { Step, StepContext } from './step.js';

/** Learns where other applications reach this one. */
@Injectable()
export class AddressesStep implements Step {
  readonly name = 'addresses';
  private readonly ownHost: string;

  constructor(
    private readonly runtime: ContainerRuntime,
    apiRoot: ApiRoot,
  ) {
    this.ownHost = new URL(apiRoot.absolute).hostname;
  }

  async run({ instance, signal }: StepContext): Promise<Findings> {
    const status = await this.runtime.inspect(instance.appInstanceId, signal);
    return { addresses: (status?.ports ?? []).map(({ address, hostPort }) => ({ host: address ?? this.ownHost, port: hostPort })) };
  }
}
