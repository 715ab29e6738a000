import { Injectable } from '@nestjs/common';
import { ContainerRuntime } from '../../../container-runtime/index.js';
import { GrantingService, rejected } from '../../../granting/index.js';
import { grantQuestion } from '../grant-question.js';
import { LifecycleLinks } from '../lifecycle-links.js';
import type { Step, StepContext } from './step.js';

/** Asks whether the operation may use resources (MEC 010-2, 7.5); those that need none are granted unasked. */
@Injectable()
export class GrantStep implements Step {
  readonly name = 'grant';
  readonly isWaiting = true;

  constructor(
    private readonly granting: GrantingService,
    private readonly runtime: ContainerRuntime,
    private readonly links: LifecycleLinks,
  ) {}

  async run({ operation, appD, signal }: StepContext): Promise<void> {
    const { appInstanceId, appLcmOpOccId } = operation;
    const links = { appLcmOpOcc: { href: this.links.operation(appLcmOpOccId) }, appInstance: { href: this.links.instance(appInstanceId) } };
    const question = grantQuestion(operation, appD, this.runtime.connection, links);
    if (!question) return;
    const decision = await this.granting.ask(question, appD, signal);
    if ('rejection' in decision) throw rejected(decision.rejection);
  }
}
