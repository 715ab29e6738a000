import { Injectable } from '@nestjs/common';
import type { ChangeDraft } from '../../world/change-draft.js';
import { Admission } from '../admission.js';
import { Planning } from '../planning.js';
import type { Situation } from '../situation.js';
import { type Conclusion, NOTHING_ELSE, Step } from './step.js';

/** Gives a copy its room and its ports, or what nobody needs there is removed at once. */
@Injectable()
export class AdmissionStep extends Step<void> {
  override readonly name = 'ADMISSION';

  constructor(
    private readonly admission: Admission,
    private readonly planning: Planning,
  ) {
    super();
  }

  override async work(): Promise<void> {}

  override conclude(draft: ChangeDraft, situation: Situation): Conclusion {
    const { halt, inTheWay, ports } = this.admission.verdictOn(situation);
    for (const deployment of inTheWay) this.planning.destroy(draft, deployment, 'UNUSED');
    draft.put('ports', ...ports);
    return halt ? { halt } : NOTHING_ELSE;
  }
}
