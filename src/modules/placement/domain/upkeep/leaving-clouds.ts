import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { DueLooks } from '../due-looks.js';
import { Decisions } from '../ports/decisions.js';
import { World } from '../ports/world.js';
import type { UserKey } from '../world/world-items.js';
import { usersOf } from './users-of.js';

/** Decides anew when a cloud has been REMOVING for `outsideFor`: whom no other cloud has taken over by then is not served there any more. */
@Injectable()
export class LeavingClouds {
  constructor(
    private readonly world: World,
    private readonly decisions: Decisions,
    private readonly clock: Clock,
    lifecycle: Lifecycle,
  ) {
    const looks = new DueLooks(clock, lifecycle, () => this.look(), 'The users of clouds that are REMOVING could not be released; trying again.');
    world.onChange(({ clouds, policy }) => {
      if (clouds || policy) looks.note();
    });
  }

  /** Answers when the next cloud stops serving. */
  private async look(): Promise<number | undefined> {
    if (this.overdue().length > 0) await this.decisions.alone(() => this.decisions.again({ users: this.overdue() }));
    const later = this.leaving().flatMap(({ until }) => (until > this.clock.now() ? [until] : []));
    return later.length > 0 ? Math.min(...later) : undefined;
  }

  private overdue(): UserKey[] {
    const clouds = this.leaving().filter(({ until }) => until <= this.clock.now());
    return usersOf(this.world, clouds.flatMap(({ cloudId }) => this.world.deployments({ cloudId })));
  }

  private leaving() {
    const { outsideFor } = this.world.policy();
    return this.world.clouds().flatMap(({ cloudId, removingSince }) => (removingSince === undefined ? [] : [{ cloudId, until: removingSince + outsideFor }]));
  }
}
