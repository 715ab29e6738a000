import { Injectable } from '@nestjs/common';
import { RequestedRules } from '../requested-rules.js';
import type { Step, StepContext } from './step.js';
import { wishesIn } from './wishes.js';

/** Gives the application instance its traffic and DNS rules, and no others. */
@Injectable()
export class RulesStep implements Step {
  readonly name = 'rules';

  constructor(private readonly rules: RequestedRules) {}

  run(context: StepContext): Promise<void> {
    return this.rules.putInPlace(context.instance.appInstanceId, wishesIn(context));
  }
}
