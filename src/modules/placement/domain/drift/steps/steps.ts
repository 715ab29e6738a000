import { Injectable } from '@nestjs/common';
import type { DriftStep } from '../../types.js';
import { AdmissionStep } from './admission.step.js';
import { CheckStep } from './check.step.js';
import { CreationStep } from './creation.step.js';
import { DeregistrationStep } from './deregistration.step.js';
import { ImagesStep } from './images.step.js';
import { RegistrationStep } from './registration.step.js';
import { RemovalStep } from './removal.step.js';
import { StartStep } from './start.step.js';
import type { Step } from './step.js';

/** Every step that there is. */
export const STEPS = [AdmissionStep, CheckStep, CreationStep, DeregistrationStep, ImagesStep, RegistrationStep, RemovalStep, StartStep];

/** Finds steps by their names. */
@Injectable()
export class Steps {
  private readonly byName: ReadonlyMap<DriftStep, Step>;

  constructor(
    admission: AdmissionStep,
    images: ImagesStep,
    creation: CreationStep,
    start: StartStep,
    check: CheckStep,
    registration: RegistrationStep,
    deregistration: DeregistrationStep,
    removal: RemovalStep,
  ) {
    const steps: Step[] = [admission, images, creation, start, check, registration, deregistration, removal];
    this.byName = new Map(steps.map((step) => [step.name, step]));
  }

  get(name: DriftStep): Step {
    return this.byName.get(name)!;
  }
}
