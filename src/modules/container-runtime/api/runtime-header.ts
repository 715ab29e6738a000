import { Injectable } from '@nestjs/common';
import type { Reply } from '../../common/operation/index.js';
import { ContainerRuntime } from '../domain/container-runtime.js';

/** Tells in every successful answer that states are a record only, where no container is ever started. */
@Injectable()
export class RuntimeHeader {
  private readonly headers: Record<string, string>;

  constructor(runtime: ContainerRuntime) {
    this.headers = runtime.name === 'none' ? { 'OpenMEP-Runtime': 'none' } : {};
  }

  /** The answer with `OpenMEP-Runtime: none`, or as it is where containers are started. */
  on(reply: Reply): Reply {
    return { ...reply, headers: { ...reply.headers, ...this.headers } };
  }
}
