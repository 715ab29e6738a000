import { decide } from '../../src/modules/placement/domain/decision/decide.js';
import { difference } from '../../src/modules/placement/domain/decision/difference.js';
import type { Decision, Reference, UserView } from '../../src/modules/placement/domain/decision/question.js';
import type { Topology } from '../../src/modules/placement/domain/topology/topology.js';
import { Agenda } from './agenda.js';
import { type SimulatedCopy, SimulatedCopies } from './copies.js';
import type { Tally } from './figures.js';
import type { SimulatedPolicy } from './policies.js';
import { normal, randomOf } from './random.js';
import type { Scale } from './scale.js';
import type { Arrival } from './walks.js';

export const TICKS_PER_SECOND = 10;

/** Seconds from the task to READY, and the deviation. */
const START = 10;
const DEVIATION = 3;

interface SimulatedUser {
  copies: SimulatedCopies;
  view: UserView;
  areas: { areaId: string; clouds: string[] }[];
  references: Reference[];
  /** Tick of the miss whose copy is still awaited. */
  waitsSince?: number | undefined;
}

/** What a platform records and does about decisions, in memory; engines are never full and never fail. */
export class SimulatedWorld {
  private readonly users: SimulatedUser[];
  private readonly agenda = new Agenda();
  private readonly random: () => number;
  private tick = 0;
  private deployments = 0;
  private copies = 0;
  private references = 0;

  constructor(
    { users, applications, seed }: Scale,
    private readonly topology: Topology,
    private readonly policy: SimulatedPolicy,
    private readonly tally: Tally,
  ) {
    const copies = Array.from({ length: applications }, () => new SimulatedCopies());
    this.users = Array.from({ length: users }, (_unused, user) => ({ copies: copies[user % applications]!, view: {}, areas: [], references: [] }));
    this.random = randomOf(seed);
  }

  /** @param arrivals those of this tick */
  pass(tick: number, arrivals: readonly Arrival[]): void {
    this.tick = tick;
    this.agenda.run(tick);
    for (const arrival of arrivals) {
      this.arrive(arrival);
      this.agenda.run(tick);
    }
    if (tick % TICKS_PER_SECOND === 0) this.tally.sample(this.copies, this.references);
  }

  private arrive({ user: index, cloudId }: Arrival): void {
    const user = this.users[index]!;
    const isMove = user.view.first !== undefined;
    if (user.waitsSince !== undefined) this.tally.count('movedOn');
    user.waitsSince = undefined;
    user.areas = [{ areaId: cloudId, clouds: [cloudId] }];
    const { switchTo } = this.decide(user);
    if (isMove) this.tally.count('moves');
    if (switchTo !== undefined) return isMove ? this.tally.count('hits') : undefined;
    if (isMove) user.waitsSince = this.tick;
    user.copies.on(cloudId)[0]?.waiting.add(index);
  }

  /** Asks, records, and switches at once. */
  private decide(user: SimulatedUser): Decision {
    const { topology, policy, tick } = this;
    this.tally.decisions += 1;
    const question = { now: (tick / TICKS_PER_SECOND) * 1000, topology, rules: policy.rules, user: user.view, areas: user.areas, blocked: () => false, copies: user.copies };
    const decision = decide(question);
    this.record(user, decision);
    if (decision.switchTo !== undefined) {
      user.view = { ...user.view, servedBy: decision.switchTo };
      this.decide(user);
    }
    return decision;
  }

  private record(user: SimulatedUser, decision: Decision): void {
    const { acquire, release, deploy } = difference(user.references, decision, user.copies);
    const { first, previous, servedBy, outsideSince } = decision;
    user.view = { first, previous, servedBy, outsideSince };
    const deployed = deploy.map(({ cloudId, role }) => ({ deploymentId: this.deploy(user.copies, cloudId).deploymentId, role }));
    const written = new Map([...acquire, ...deployed].map(({ deploymentId, role }) => [deploymentId, role]));
    const dropped = new Set(release.map(({ deploymentId }) => deploymentId));
    const kept = user.references.filter(({ deploymentId }) => !dropped.has(deploymentId));
    const held = new Set(kept.map(({ deploymentId }) => deploymentId));
    for (const deploymentId of written.keys()) if (!held.has(deploymentId)) this.count(user.copies, deploymentId, 1);
    for (const deploymentId of dropped) this.count(user.copies, deploymentId, -1);
    user.references = [
      ...kept.map(({ deploymentId, role }) => ({ deploymentId, role: written.get(deploymentId) ?? role })),
      ...[...written].filter(([deploymentId]) => !held.has(deploymentId)).map(([deploymentId, role]) => ({ deploymentId, role })),
    ];
  }

  private deploy(copies: SimulatedCopies, cloudId: string): SimulatedCopy {
    const copy = copies.add(`deployment-${this.deployments++}`, cloudId);
    this.copies += 1;
    this.tally.count('starts');
    const ticks = Math.max(1, Math.round((START + DEVIATION * normal(this.random)) * TICKS_PER_SECOND));
    this.agenda.at(this.tick + ticks, () => this.ready(copy));
    return copy;
  }

  private ready(copy: SimulatedCopy): void {
    copy.ready = true;
    for (const index of copy.waiting) {
      const user = this.users[index]!;
      if (user.view.first !== copy.cloudId || user.copies.get(copy.deploymentId) !== copy) continue;
      this.decide(user);
      if (user.waitsSince !== undefined) this.tally.waited((this.tick - user.waitsSince) / TICKS_PER_SECOND);
      user.waitsSince = undefined;
    }
    copy.waiting.clear();
  }

  private count(copies: SimulatedCopies, deploymentId: string, change: 1 | -1): void {
    const copy = copies.get(deploymentId)!;
    this.references += change;
    copy.references += change;
    copy.unusedSince = copy.references ? undefined : this.tick;
    if (!copy.references) this.agenda.at(this.tick + this.policy.keepFor * TICKS_PER_SECOND, () => this.reap(copies, copy));
  }

  /** Unless somebody has had a reference to it meanwhile. */
  private reap(copies: SimulatedCopies, copy: SimulatedCopy): void {
    const isDue = copy.unusedSince !== undefined && copy.unusedSince + this.policy.keepFor * TICKS_PER_SECOND <= this.tick;
    if (!isDue || copies.get(copy.deploymentId) !== copy) return;
    copies.remove(copy);
    this.copies -= 1;
  }
}
