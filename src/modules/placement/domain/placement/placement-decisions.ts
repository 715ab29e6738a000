import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { Turns } from '../../../common/turns/index.js';
import { Planning } from '../drift/planning.js';
import { type Concerned, Decisions } from '../ports/decisions.js';
import { UePlaces } from '../ports/ue-places.js';
import { UserRules } from '../ports/user-rules.js';
import { World } from '../ports/world.js';
import type { Whereabouts } from '../topology/areas-of.js';
import { ChangeDraft } from '../world/change-draft.js';
import { userText } from '../world/keys.js';
import { Recorder } from '../world/recorder.js';
import type { Application, User, UserKey } from '../world/world-items.js';
import { byApplication, usersConcerned } from './concerned.js';
import { Deciding } from './deciding.js';
import { DECISION_STEPS } from './decision-steps.js';
import { Obstacles } from './obstacles.js';
import { located, placed } from './whereabouts.js';

/** So many users at most are decided about in one unit of work. */
const USERS_AT_ONCE = 200;

/** Decides and records in turns. A start decides anew about all, since a change may have been recorded without what it leads to. */
@Injectable()
export class PlacementDecisions extends Decisions {
  private readonly turns = new Turns();

  constructor(
    private readonly world: World,
    private readonly recorder: Recorder,
    private readonly planning: Planning,
    private readonly obstacles: Obstacles,
    private readonly ues: UePlaces,
    private readonly rules: UserRules,
    private readonly clock: Clock,
    private readonly failpoints: Failpoints,
    lifecycle: Lifecycle,
  ) {
    super();
    lifecycle.on('start', () => this.alone(() => this.again('all')));
  }

  override alone<T>(work: () => Promise<T>): Promise<T> {
    return this.turns.take(work);
  }

  override move(moves: readonly { user: UserKey; where: Whereabouts | undefined }[]): Promise<void> {
    return this.alone(async () => {
      const latest = new Map(moves.map((move) => [userText(move.user), move]));
      const users = [...latest.values()].flatMap(({ user: key, where }) => {
        const user = this.world.user(key);
        return user ? [placed(user, where, this.world)] : [];
      });
      for (const [applicationId, ofIt] of byApplication(users)) await this.decide(this.world.application(applicationId)!, ofIt);
    });
  }

  override async again(which: Concerned): Promise<void> {
    for (const [applicationId, users] of usersConcerned(which, this.world)) {
      await this.decide(this.world.application(applicationId)!, users.map((user) => located(user, this.world, this.ues)));
    }
  }

  override settle(user: User): Promise<void> {
    return this.decide(this.world.application(user.applicationId)!, [located(user, this.world, this.ues)]);
  }

  override async leave(user: User): Promise<void> {
    const draft = new ChangeDraft();
    this.deciding(this.world.application(user.applicationId)!).leave(user, draft);
    await this.rules.remove(user, draft.change());
  }

  private async decide(application: Application, users: readonly User[]): Promise<void> {
    const deciding = this.deciding(application);
    for (let from = 0; from === 0 || from < users.length; from += USERS_AT_ONCE) {
      const draft = new ChangeDraft();
      if (from === 0) deciding.discardOutdated(draft);
      for (const user of users.slice(from, from + USERS_AT_ONCE)) deciding.decide(user, draft);
      await this.record(draft);
    }
  }

  /** A decision that changes nothing writes nothing. */
  private async record(draft: ChangeDraft): Promise<void> {
    if (draft.isEmpty) return;
    this.failpoints.reach(DECISION_STEPS['before-record-decision']);
    await this.recorder.record(draft.change());
    this.failpoints.reach(DECISION_STEPS['after-record-decision']);
  }

  private deciding(application: Application): Deciding {
    return new Deciding(application, this.world, this.planning, this.obstacles, this.clock.now());
  }
}
