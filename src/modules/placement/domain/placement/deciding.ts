import { isDeepStrictEqual } from 'node:util';
import { currentOn } from '../decision/copies.js';
import { decide } from '../decision/decide.js';
import { difference } from '../decision/difference.js';
import type { Decision } from '../decision/question.js';
import type { Planning } from '../drift/planning.js';
import type { World } from '../ports/world.js';
import type { ChangeDraft } from '../world/change-draft.js';
import type { Application, HeldReference, User } from '../world/world-items.js';
import { CopiesHeld } from './copies-held.js';
import type { Obstacle, Obstacles } from './obstacles.js';
import { needsRule } from './switch-of.js';
import { switched } from './switched.js';

/** Of an application that goes nothing is held any more. */
const RELEASED: Decision = { moved: false, wanted: [], keep: [] };

/** Decides about users of one application, each of whom sees what was decided about those before. Nobody else changes the world meanwhile. */
export class Deciding {
  private readonly copies: CopiesHeld;
  /** By clouds; nothing is in the way of what was decided on just now. */
  private readonly obstaclesAt = new Map<string, Obstacle | undefined>();

  constructor(
    private readonly application: Application,
    private readonly world: World,
    private readonly planning: Planning,
    private readonly obstacles: Obstacles,
    private readonly now: number,
  ) {
    this.copies = new CopiesHeld(world, application);
  }

  /** Copies that were being made of what the application was before go at once. */
  discardOutdated(draft: ChangeDraft): void {
    for (const copy of this.copies.outdated()) {
      this.copies.drop(copy);
      this.planning.destroy(draft, copy, 'REPLACED');
    }
  }

  /** Notes what has to be recorded of a user; nothing if all is as it is. A switch for which no rule has to be moved is a part of it. */
  decide(user: User, draft: ChangeDraft): void {
    const recorded = this.world.user(user);
    if (recorded && !isDeepStrictEqual([recorded.place, recorded.areas], [user.place, user.areas])) this.obstacles.moved(user);
    let [present, held] = [user, this.world.referencesOf(user)];
    for (let isDecided = false; !isDecided; ) {
      const decision = this.decisionOn(present);
      held = this.carryOut(present, held, decision, draft);
      present = this.after(present, decision);
      const switchTo = decision.switchTo === undefined ? undefined : this.world.deployment(decision.switchTo);
      if (switchTo && !needsRule(this.world, present, switchTo)) present = switched(present, switchTo.deploymentId, this.now);
      else isDecided = true;
    }
    if (!isDeepStrictEqual(present, recorded)) draft.put('users', present);
  }

  /** A user is gone with all that is held for it. */
  leave(user: User, draft: ChangeDraft): void {
    for (const reference of this.world.referencesOf(user)) this.copies.release(draft, reference, this.now);
    draft.remove('users', user);
  }

  private decisionOn(user: User): Decision {
    const { usageAreas, removing } = this.application;
    if (removing) return RELEASED;
    const { firstCloud: first, previousCloud: previous, servedBy, ruleAt: anchor, outsideSince } = user;
    return decide({
      now: this.now,
      topology: this.world.topology(),
      rules: this.world.policy(),
      user: { first, previous, servedBy, anchor, outsideSince },
      areas: user.areas.map((areaId) => this.world.area(areaId)!),
      usageAreas,
      blocked: (cloudId) => this.isBlocked(cloudId, user),
      copies: this.copies.view(),
    });
  }

  /** Returns the references that the user has then. */
  private carryOut(user: User, held: readonly HeldReference[], decision: Decision, draft: ChangeDraft): HeldReference[] {
    const { applicationId, userId } = user;
    const { acquire, release, deploy } = difference(held, decision, this.copies.view());
    const kept = new Map(held.map((reference) => [reference.deploymentId, reference]));
    for (const { deploymentId } of release) {
      this.copies.release(draft, kept.get(deploymentId)!, this.now);
      kept.delete(deploymentId);
    }
    const acquired = [...acquire, ...deploy.flatMap((copy) => this.deployed(copy, userId, draft))].map((reference) => ({ applicationId, userId, ...reference }));
    for (const reference of acquired) {
      if (kept.has(reference.deploymentId)) draft.put('references', reference);
      else this.copies.hold(draft, reference);
      kept.set(reference.deploymentId, reference);
    }
    return [...kept.values()];
  }

  /** Nothing can be deployed of an application for which nothing is generated. */
  private deployed({ cloudId, role, cause }: ReturnType<typeof difference>['deploy'][number], userId: string, draft: ChangeDraft): Pick<HeldReference, 'deploymentId' | 'role'>[] {
    if (Object.keys(this.application.artefacts).length === 0) return [];
    const isReplaced = this.copies.view().on(cloudId).length > 0;
    const copy = this.planning.deploy(draft, this.application, this.world.cloud(cloudId)!, isReplaced ? 'REPLACED' : cause, isReplaced ? undefined : userId);
    this.copies.add(copy);
    this.obstaclesAt.set(cloudId, undefined);
    return [{ deploymentId: copy.deploymentId, role }];
  }

  private after(user: User, { first, previous, servedBy, outsideSince, moved }: Decision): User {
    const { firstCloud: _first, previousCloud: _previous, servedBy: _servedBy, outsideSince: _outsideSince, ruleAt, ...rest } = user;
    const wasReady = first !== undefined && (currentOn(this.copies.view(), first)?.ready ?? false);
    return {
      ...rest,
      ...(first !== undefined && { firstCloud: first }),
      ...(previous !== undefined && { previousCloud: previous }),
      ...(servedBy !== undefined && { servedBy }),
      ...(ruleAt !== undefined && this.world.deployment(ruleAt) && { ruleAt }),
      ...(outsideSince !== undefined && { outsideSince }),
      ...(moved && { lastMove: { at: this.now, wasReady } }),
    };
  }

  private isBlocked(cloudId: string, user: User): boolean {
    if (!this.obstaclesAt.has(cloudId)) this.obstaclesAt.set(cloudId, this.obstacles.at(this.application.applicationId, cloudId));
    const obstacle = this.obstaclesAt.get(cloudId);
    return obstacle !== undefined && this.obstacles.isInTheWay(obstacle, user);
  }
}
