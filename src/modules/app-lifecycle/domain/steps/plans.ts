import { Injectable } from '@nestjs/common';
import type { OperationRequest } from '../operation/lifecycle-operation.js';
import { AddressesStep } from './addresses.step.js';
import { CreationStep, RemovalStep, StartStep, StopStep } from './containers.steps.js';
import { DependenciesStep } from './dependencies.step.js';
import { GrantStep } from './grant.step.js';
import { IdentityStep } from './identity.step.js';
import { ImagesStep } from './images.step.js';
import { ResumptionStep } from './resumption.step.js';
import { RulesStep } from './rules.step.js';
import type { Step } from './step.js';
import { TellingStep } from './telling.step.js';
import { WaitingStep } from './waiting.step.js';

/** Every step that there is. */
export const STEPS = [
  AddressesStep, CreationStep, DependenciesStep, GrantStep, IdentityStep, ImagesStep, RemovalStep, ResumptionStep, RulesStep, StartStep, StopStep, TellingStep, WaitingStep,
];

/** The steps of each operation, in their order. The first is the grant, with which an operation leaves STARTING. */
@Injectable()
export class Plans {
  constructor(
    private readonly grant: GrantStep,
    private readonly dependencies: DependenciesStep,
    private readonly identity: IdentityStep,
    private readonly rules: RulesStep,
    private readonly images: ImagesStep,
    private readonly creation: CreationStep,
    private readonly start: StartStep,
    private readonly addresses: AddressesStep,
    private readonly resumption: ResumptionStep,
    private readonly telling: TellingStep,
    private readonly waiting: WaitingStep,
    private readonly stop: StopStep,
    private readonly removal: RemovalStep,
  ) {}

  stepsOf(request: OperationRequest): Step[] {
    switch (request.lcmOperation) {
      case 'INSTANTIATE':
        return [this.grant, this.dependencies, this.identity, this.rules, this.images, this.creation, this.start, this.addresses];
      case 'TERMINATE':
        return [this.grant, this.telling, this.waiting, this.removal];
      case 'OPERATE':
        return request.params.changeStateTo === 'STARTED' ? [this.grant, this.start, this.addresses, this.resumption] : [this.grant, this.telling, this.waiting, this.stop];
      case 'CONFIGURE_PLATFORM_FOR_APP':
        return [this.grant, this.dependencies, this.rules];
    }
  }
}
