import { copiesOf, type CopyView } from '../../../src/modules/placement/domain/decision/copies.js';
import { decide } from '../../../src/modules/placement/domain/decision/decide.js';
import { type Difference, difference } from '../../../src/modules/placement/domain/decision/difference.js';
import type { Decision, Question, Reference, Rules, UserView } from '../../../src/modules/placement/domain/decision/question.js';
import type { Link, Topology } from '../../../src/modules/placement/domain/topology/topology.js';

export const RULES: Rules = { neighbours: 'TOPOLOGY', count: 1, destruction: 'keepWhileAdjacent', outsideFor: 60_000 };
export const KEEP_FOR = 30_000;

export interface PlainUser {
  view: UserView;
  /** Ids of the areas in which it is. */
  areas: string[];
  references: Reference[];
}

/** Links from `one other distance`. */
export const linksOf = (...texts: string[]): Link[] =>
  texts.map((text) => {
    const [one, other, distance = '1'] = text.split(' ') as [string, string, string?];
    return { one, other, distance: Number(distance) };
  });

/** A platform in its plainest form for one application: lists, nothing counted, every step looked at by `check`. */
export class PlainWorld {
  now = 0;
  rules = RULES;
  clouds = new Map<string, { usable: boolean; removing: boolean; removingSince?: number }>();
  /** The clouds of each area. */
  areas = new Map<string, string[]>();
  readonly blocked = new Set<string>();
  copies: CopyView[] = [];
  readonly users = new Map<string, PlainUser>();
  /** What has been deployed and destroyed so far, `cloud cause` and `cloud`. */
  readonly deployed: string[] = [];
  readonly destroyed: string[] = [];
  usageAreas: string[] | undefined;
  private readonly unusedSince = new Map<string, number>();
  private number = 0;

  constructor(
    clouds: readonly string[],
    public links: readonly Link[],
    private readonly check: (user: PlainUser, decision: Decision, done: Difference) => void = () => undefined,
  ) {
    for (const cloudId of clouds) this.clouds.set(cloudId, { usable: true, removing: false });
  }

  get topology(): Topology {
    return { clouds: new Map([...this.clouds].map(([cloudId, cloud]) => [cloudId, { cloudId, ...cloud }])), links: this.links };
  }

  /** From now on. */
  removeCloud(cloudId: string): void {
    this.clouds.set(cloudId, { usable: false, removing: true, removingSince: this.now });
  }

  /** A cloud that has been REMOVING for so long that it serves nobody any more. */
  hasLeft(cloudId: string): boolean {
    const since = this.clouds.get(cloudId)?.removingSince;
    return since !== undefined && this.now - since >= this.rules.outsideFor;
  }

  user(userId: string): PlainUser {
    const user = this.users.get(userId) ?? { view: {}, areas: [], references: [] };
    this.users.set(userId, user);
    return user;
  }

  question({ view, areas }: PlainUser): Question {
    const { now, topology, rules, usageAreas } = this;
    const present = areas.flatMap((areaId) => (this.areas.has(areaId) ? [{ areaId, clouds: this.areas.get(areaId)! }] : []));
    return { now, topology, rules, user: view, areas: present, usageAreas, blocked: (cloudId) => this.blocked.has(cloudId), copies: copiesOf(this.copies) };
  }

  /** Comes into areas, and into no others; its traffic is switched if it can be. */
  place(userId: string, ...areas: string[]): Decision {
    this.user(userId).areas = areas;
    return this.again(userId);
  }

  /** Decides, records and switches. */
  again(userId: string): Decision {
    const decision = this.record(userId);
    this.switch(userId, decision);
    return decision;
  }

  everybodyAgain(): void {
    for (const userId of this.users.keys()) this.again(userId);
  }

  /** Decides and records; the switch is left out. */
  record(userId: string): Decision {
    const user = this.user(userId);
    const decision = decide(this.question(user));
    const done = difference(user.references, decision, copiesOf(this.copies));
    const { first, previous, servedBy, outsideSince } = decision;
    user.view = { first, previous, servedBy, outsideSince, anchor: user.view.anchor };
    const made = done.deploy.map(({ cloudId, role, cause }) => ({ deploymentId: this.deploy(cloudId, cause), role }));
    const written = [...done.acquire, ...made];
    const gone = new Set([...done.release, ...written].map(({ deploymentId }) => deploymentId));
    user.references = [...user.references.filter(({ deploymentId }) => !gone.has(deploymentId)), ...written];
    this.lookForUnused();
    this.check(user, decision, done);
    return decision;
  }

  switch(userId: string, { switchTo }: Decision): void {
    if (switchTo === undefined) return;
    const user = this.user(userId);
    user.view = { ...user.view, servedBy: switchTo };
    this.record(userId);
  }

  /** The copy of now on a cloud is READY, or not any more. */
  ready(cloudId: string, ready = true): void {
    this.copies = this.copies.map((copy) => (copy.cloudId === cloudId && copy.current ? { ...copy, ready } : copy));
    this.everybodyAgain();
  }

  /** Time passes; everybody is looked at, and what nobody needs any more goes. */
  pass(milliseconds: number): void {
    this.now += milliseconds;
    this.everybodyAgain();
    for (const { deploymentId, cloudId } of this.copies.filter((copy) => this.isDue(copy))) {
      this.copies = this.copies.filter((copy) => copy.deploymentId !== deploymentId);
      this.destroyed.push(cloudId);
    }
  }

  /** How many users have a reference to the copies on a cloud. */
  count(cloudId: string): number {
    const ids = this.copies.filter((copy) => copy.cloudId === cloudId).map(({ deploymentId }) => deploymentId);
    return [...this.users.values()].filter(({ references }) => references.some(({ deploymentId }) => ids.includes(deploymentId))).length;
  }

  /** `cloud role` of the references of a user, sorted. */
  held(userId: string): string[] {
    return this.user(userId).references.map(({ deploymentId, role }) => `${this.cloudOf(deploymentId)} ${role}`).sort();
  }

  /** Clouds on which copies are, sorted. */
  running(): string[] {
    return this.copies.map(({ cloudId }) => cloudId).sort();
  }

  servedAt(userId: string): string | undefined {
    return this.cloudOf(this.user(userId).view.servedBy);
  }

  cloudOf(deploymentId: string | undefined): string | undefined {
    return this.copies.find((copy) => copy.deploymentId === deploymentId)?.cloudId;
  }

  private deploy(cloudId: string, cause: string): string {
    const deploymentId = `d${this.number++}`;
    this.copies = [...this.copies, { deploymentId, cloudId, ready: false, current: true }];
    this.deployed.push(`${cloudId} ${cause}`);
    return deploymentId;
  }

  private lookForUnused(): void {
    const used = new Set([...this.users.values()].flatMap(({ references }) => references.map(({ deploymentId }) => deploymentId)));
    for (const { deploymentId } of this.copies) {
      if (used.has(deploymentId)) this.unusedSince.delete(deploymentId);
      else if (!this.unusedSince.has(deploymentId)) this.unusedSince.set(deploymentId, this.now);
    }
  }

  /** Copies of a cloud that is REMOVING do not wait. */
  private isDue({ deploymentId, cloudId }: CopyView): boolean {
    const since = this.unusedSince.get(deploymentId);
    return since !== undefined && (this.now - since >= KEEP_FOR || (this.clouds.get(cloudId)?.removing ?? true));
  }
}
