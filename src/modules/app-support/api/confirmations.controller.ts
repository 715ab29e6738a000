import { Controller } from '@nestjs/common';
import { RuleEffects } from '../../app-rules/index.js';
import { noContent, Operation, type Reply } from '../../common/operation/index.js';
import { Terminations } from '../domain/terminations.js';
import { APP_SUPPORT, type AppSupportRequest } from './operation-request.js';

/** What applications say of their own state (MEC 011, 7.2.11 and 7.2.12). */
@Controller()
export class ConfirmationsController {
  constructor(
    private readonly terminations: Terminations,
    private readonly ruleEffects: RuleEffects,
  ) {}

  @Operation(APP_SUPPORT, 'ApplicationsConfirmreadyPOSTAppinstanceid')
  async confirmReadyPost({ path }: AppSupportRequest<'ApplicationsConfirmreadyPOSTAppinstanceid'>): Promise<Reply> {
    await this.terminations.confirmReady(path.appInstanceId);
    await this.ruleEffects.settled();
    return noContent();
  }

  @Operation(APP_SUPPORT, 'ApplicationsConfirmterminationPOSTAppinstanceid')
  async confirmTerminationPost({ path, body }: AppSupportRequest<'ApplicationsConfirmterminationPOSTAppinstanceid'>): Promise<Reply> {
    await this.terminations.confirm(path.appInstanceId, body.operationAction);
    await this.ruleEffects.settled();
    return noContent();
  }
}
