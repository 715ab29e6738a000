import { Injectable } from '@nestjs/common';
import { Dependencies } from '../dependencies.js';
import { wishesIn } from './wishes.js';
import type { Step, StepContext } from './step.js';

/** Makes sure that the platform has what the application cannot do without. */
@Injectable()
export class DependenciesStep implements Step {
  readonly name = 'dependencies';

  constructor(private readonly dependencies: Dependencies) {}

  async run(context: StepContext): Promise<void> {
    this.dependencies.require(wishesIn(context));
  }
}
