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
import type { Step, StepName } from './step.js';
import { TellingStep } from './telling.step.js';
import { WaitingStep } from './waiting.step.js';

/** Every step that there is. */
export const STEPS = [
  AddressesStep, CreationStep, DependenciesStep, GrantStep, IdentityStep, ImagesStep, RemovalStep, ResumptionStep, RulesStep, StartStep, StopStep, TellingStep, WaitingStep,
];

/** The steps of each operation, in their order. The first is the grant, with which an operation leaves STARTING. */
export const PLANS = {
  instantiate: ['grant', 'dependencies', 'identity', 'rules', 'images', 'creation', 'start', 'addresses'],
  terminate: ['grant', 'telling', 'waiting', 'removal'],
  start: ['grant', 'start', 'addresses', 'resumption'],
  stop: ['grant', 'telling', 'waiting', 'stop'],
  configure: ['grant', 'dependencies', 'rules'],
} as const satisfies Record<string, StepName[]>;

function planOf(request: OperationRequest): readonly StepName[] {
  switch (request.lcmOperation) {
    case 'INSTANTIATE':
      return PLANS.instantiate;
    case 'TERMINATE':
      return PLANS.terminate;
    case 'OPERATE':
      return request.params.changeStateTo === 'STARTED' ? PLANS.start : PLANS.stop;
    case 'CONFIGURE_PLATFORM_FOR_APP':
      return PLANS.configure;
  }
}

/** Finds the steps of operations. */
@Injectable()
export class Plans {
  private readonly steps: Record<StepName, Step>;

  constructor(
    grant: GrantStep,
    dependencies: DependenciesStep,
    identity: IdentityStep,
    rules: RulesStep,
    images: ImagesStep,
    creation: CreationStep,
    start: StartStep,
    addresses: AddressesStep,
    resumption: ResumptionStep,
    telling: TellingStep,
    waiting: WaitingStep,
    stop: StopStep,
    removal: RemovalStep,
  ) {
    this.steps = { grant, dependencies, identity, rules, images, creation, start, addresses, resumption, telling, waiting, stop, removal };
  }

  stepsOf(request: OperationRequest): Step[] {
    return planOf(request).map((name) => this.steps[name]);
  }
}
