import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { Errand } from '../../../common/errand/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { Decisions } from '../ports/decisions.js';
import { Obstacles } from './obstacles.js';

/** Decides anew about the users of applications for which there may be room again: those who found none may have no task there that waits for it. */
@Injectable()
export class FreedRooms {
  private readonly applications = new Set<string>();

  constructor(
    obstacles: Obstacles,
    private readonly decisions: Decisions,
    clock: Clock,
    lifecycle: Lifecycle,
  ) {
    const errand = new Errand(clock, lifecycle, { work: () => this.ask(), complaint: 'Users who waited for room could not be decided about; trying again.' });
    obstacles.onGone((applicationId) => {
      this.applications.add(applicationId);
      errand.ask();
    });
  }

  private async ask(): Promise<void> {
    for (const applicationId of this.applications) {
      await this.decisions.alone(() => this.decisions.again({ applicationId }));
      this.applications.delete(applicationId);
    }
  }
}
