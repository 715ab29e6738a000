import { Injectable } from '@nestjs/common';
import { ApiRoot } from '../../../common/links/index.js';
import { ContainerRuntime } from '../../../container-runtime/index.js';
import type { InterfaceAddress } from '../types.js';

/** Where other applications reach an application. */
@Injectable()
export class Whereabouts {
  private readonly ownHost: string;

  constructor(
    private readonly runtime: ContainerRuntime,
    apiRoot: ApiRoot,
  ) {
    this.ownHost = new URL(apiRoot.absolute).hostname;
  }

  /** Nowhere while it does not run. @throws RuntimeRefusal, RuntimeUnavailable; the reason of `signal` */
  async of(appInstanceId: string, signal?: AbortSignal): Promise<InterfaceAddress[]> {
    const status = await this.runtime.inspect(appInstanceId, signal);
    return (status?.ports ?? []).map(({ address, hostPort }) => ({ host: address ?? this.ownHost, port: hostPort }));
  }
}
