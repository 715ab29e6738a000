import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { GrantingService, GrantingUnavailable, type GrantDecision } from './granting-service.js';
import { Grants } from './grants.js';
import type { AppD, GrantRequest } from './types.js';

/** This platform decides on the grants of its own lifecycle operations. */
@Injectable()
export class LocalGranting extends GrantingService {
  constructor(private readonly grants: Grants) {
    super();
  }

  /** @throws Problem 400 if the request is not one */
  override async ask(request: GrantRequest, appD: AppD, signal?: AbortSignal): Promise<GrantDecision> {
    signal?.throwIfAborted();
    const { state, grant, rejection } = await this.grants.decideHere(request, appD);
    if (state === 'PENDING') throw new GrantingUnavailable('somebody else has asked for this operation, to be answered later');
    return rejection === null ? { grant } : { rejection };
  }

  override release(transaction: Transaction, appInstanceId: string): Promise<void> {
    return this.grants.release(transaction, appInstanceId);
  }
}
