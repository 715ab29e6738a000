import fc from 'fast-check';
import { copiesOf } from '../../../src/modules/placement/domain/decision/copies.js';
import { decide } from '../../../src/modules/placement/domain/decision/decide.js';
import { type Difference, difference } from '../../../src/modules/placement/domain/decision/difference.js';
import type { Decision, Rules } from '../../../src/modules/placement/domain/decision/question.js';
import { KEEP_FOR, linksOf, type PlainUser, PlainWorld, RULES } from './plain-world.js';

const CLOUDS = ['p', 'q', 'r', 's', 't'];
const AREAS = ['1', '2', '3'];
const USERS = ['u', 'v', 'w'];

/** The counts that a platform would keep: changed by what a decision says, never counted anew. */
class Counts {
  readonly held = new Map<string, number>();

  change(user: PlainUser, before: ReadonlySet<string>, { acquire, release }: Difference): void {
    expect(release.filter(({ deploymentId }) => !before.has(deploymentId))).toEqual([]);
    for (const { deploymentId } of release) this.add(deploymentId, -1);
    for (const { deploymentId } of acquire) if (!before.has(deploymentId)) this.add(deploymentId, 1);
    for (const { deploymentId } of user.references) if (!before.has(deploymentId) && !acquire.some((one) => one.deploymentId === deploymentId)) this.add(deploymentId, 1);
  }

  private add(deploymentId: string, change: number): void {
    const count = (this.held.get(deploymentId) ?? 0) + change;
    if (count < 0) throw new Error(`${deploymentId} has ${count} references.`);
    this.held.set(deploymentId, count);
  }
}

/** A world in which every decision is looked at. */
class WatchedWorld extends PlainWorld {
  readonly counts = new Counts();
  private readonly before = new Map<PlainUser, Set<string>>();

  constructor() {
    super(CLOUDS, [], (user, decision, done) => this.look(user, decision, done));
  }

  private look(user: PlainUser, decision: Decision, done: Difference): void {
    this.counts.change(user, this.before.get(user) ?? new Set(), done);
    this.before.set(user, new Set(user.references.map(({ deploymentId }) => deploymentId)));
    this.looksRight(user, decision, done);
    this.isSettled(user, decision);
  }

  private looksRight(user: PlainUser, { wanted, outsideSince, moved }: Decision, { deploy }: Difference): void {
    const { clouds, blocked, copies } = this;
    for (const { cloudId } of deploy) expect({ cloudId, ...clouds.get(cloudId), blocked: blocked.has(cloudId) }).toEqual({ cloudId, usable: true, removing: false, blocked: false });
    if (outsideSince !== undefined) expect({ deploy, moved }).toEqual({ deploy: [], moved: false });
    expect(new Set(wanted.map(({ cloudId }) => cloudId)).size).toBe(wanted.length);
    const there = new Set(copies.map((copy) => copy.deploymentId));
    expect(user.references.filter(({ deploymentId }) => !there.has(deploymentId))).toEqual([]);
  }

  /** Asked twice, nothing is to be done. */
  private isSettled(user: PlainUser, { first, previous, servedBy, outsideSince, switchTo }: Decision): void {
    const { wanted, keep, ...said } = decide(this.question(user));
    expect(said).toEqual({ first, previous, servedBy, outsideSince, moved: false, switchTo });
    expect(difference(user.references, { ...said, wanted, keep }, copiesOf(this.copies))).toEqual({ acquire: [], release: [], deploy: [] });
  }
}

type Step = (world: WatchedWorld) => void;
const cloud = fc.constantFrom(...CLOUDS);
const user = fc.constantFrom(...USERS);
const someAreas = fc.subarray(AREAS);

const change = (world: WatchedWorld, cloudId: string, what: { usable: boolean }) => {
  const before = world.clouds.get(cloudId)!;
  world.clouds.set(cloudId, { ...before, usable: !before.removing && what.usable });
};

const moves: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(user, someAreas).map(([who, areas]): Step => (world) => void world.place(who, ...areas)) },
  { weight: 3, arbitrary: fc.tuple(user, someAreas).map(([who, areas]): Step => (world) => void ((world.user(who).areas = areas), world.record(who))) },
  { weight: 6, arbitrary: cloud.map((cloudId): Step => (world) => world.ready(cloudId)) },
  { weight: 3, arbitrary: fc.constantFrom(1000, KEEP_FOR, RULES.outsideFor).map((time): Step => (world) => world.pass(time)) },
);

const troubles: fc.Arbitrary<Step> = fc.oneof(
  cloud.map((cloudId): Step => (world) => world.ready(cloudId, false)),
  cloud.map((cloudId): Step => (world) => void world.blocked.add(cloudId)),
  cloud.map((cloudId): Step => (world) => void world.blocked.delete(cloudId)),
  cloud.map((cloudId): Step => (world) => change(world, cloudId, { usable: false })),
  cloud.map((cloudId): Step => (world) => change(world, cloudId, { usable: true })),
  cloud.map((cloudId): Step => (world) => world.removeCloud(cloudId)),
  fc.constant<Step>((world) => void (world.copies = world.copies.map((copy) => ({ ...copy, current: false })))),
  fc.constantFrom<Rules['neighbours']>('TOPOLOGY', 'DISTANCE', 'NEAREST').map((neighbours): Step => (world) => void (world.rules = { ...world.rules, neighbours })),
);

const pairs = CLOUDS.flatMap((one, index) => CLOUDS.slice(index + 1).map((other) => `${one} ${other}`));
const anyWorld = fc.record({
  links: fc.subarray(pairs).chain((some) => fc.tuple(...some.map((pair) => fc.integer({ min: 0, max: 3 }).map((distance) => `${pair} ${distance}`)))),
  areas: fc.tuple(...AREAS.map(() => fc.shuffledSubarray(CLOUDS, { minLength: 1, maxLength: 2 }))),
  rules: fc.record({
    neighbours: fc.constantFrom<Rules['neighbours']>('TOPOLOGY', 'DISTANCE', 'NEAREST'),
    threshold: fc.integer({ min: 0, max: 4 }),
    count: fc.integer({ min: 0, max: 4 }),
    destruction: fc.constantFrom<Rules['destruction']>('keepWhileAdjacent', 'destroyOnLeave'),
    outsideFor: fc.constant(RULES.outsideFor),
  }),
});

function worldOf({ links, areas, rules }: { links: string[]; areas: string[][]; rules: Rules }): WatchedWorld {
  const world = new WatchedWorld();
  world.links = linksOf(...links);
  world.areas = new Map(AREAS.map((areaId, index) => [areaId, areas[index]!]));
  world.rules = rules;
  return world;
}

/** Who has been served is served until it or the cloud counts as gone, by a copy that is held for it. @param served at which cloud */
function checkServed(world: WatchedWorld, served: Map<string, string>): void {
  for (const [userId, { view, references }] of world.users) {
    const before = served.get(userId);
    if (view.servedBy !== undefined) {
      served.set(userId, world.servedAt(userId)!);
      expect(references).toContainEqual({ deploymentId: view.servedBy, role: 'SERVING' });
    } else if (before !== undefined) {
      served.delete(userId);
      if (world.hasLeft(before)) continue;
      expect(world.now - view.outsideSince!).toBeGreaterThanOrEqual(world.rules.outsideFor);
      expect(references).toEqual([]);
    }
  }
}

/** Nobody is held where a cloud has been going for so long. */
function checkLeft(world: WatchedWorld): void {
  for (const { references } of world.users.values()) expect(references.filter(({ deploymentId }) => world.hasLeft(world.cloudOf(deploymentId)!))).toEqual([]);
}

function checkCounts(world: WatchedWorld): void {
  const everything = [...world.users.values()].flatMap(({ references }) => references.map(({ deploymentId }) => deploymentId));
  const counted = [...world.counts.held].flatMap(([deploymentId, count]) => Array<string>(count).fill(deploymentId));
  expect(everything.sort()).toEqual(counted.sort());
}

/** Clouds at a distance as the rules have it, by looking at every link again and again. */
function plainNeighbours({ links, rules }: WatchedWorld, first: string): string[] {
  const far = new Map(CLOUDS.map((cloudId) => [cloudId, cloudId === first ? 0 : Infinity]));
  for (const _round of CLOUDS) {
    for (const { one, other, distance } of links) {
      far.set(one, Math.min(far.get(one)!, far.get(other)! + distance));
      far.set(other, Math.min(far.get(other)!, far.get(one)! + distance));
    }
  }
  const others = CLOUDS.filter((cloudId) => cloudId !== first && far.get(cloudId)! < Infinity).sort((one, other) => far.get(one)! - far.get(other)!);
  if (rules.neighbours === 'NEAREST') return others.slice(0, rules.count);
  if (rules.neighbours === 'DISTANCE') return others.filter((cloudId) => far.get(cloudId)! <= rules.threshold!);
  return others.filter((cloudId) => links.some(({ one, other }) => [one, other].includes(first) && [one, other].includes(cloudId)));
}

/** Nothing is wrong any more, and every copy comes to be READY. */
function calm(world: WatchedWorld): void {
  world.blocked.clear();
  for (const cloudId of CLOUDS) world.clouds.set(cloudId, { usable: true, removing: false });
  world.everybodyAgain();
  for (const cloudId of CLOUDS) world.ready(cloudId);
  world.pass(KEEP_FOR);
}

describe('whatever happens to users, clouds and copies', () => {
  it('who was served is served, counts are right, and a decision made twice changes nothing', () => {
    fc.assert(
      fc.property(anyWorld, fc.array(fc.oneof({ weight: 3, arbitrary: moves }, { weight: 2, arbitrary: troubles }), { maxLength: 40, size: 'max' }), (start, steps) => {
        const world = worldOf(start);
        const served = new Map<string, string>();
        for (const step of steps) {
          step(world);
          checkServed(world, served);
          world.everybodyAgain();
          checkServed(world, served);
          checkCounts(world);
          checkLeft(world);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('once it is calm everybody is served on the first cloud, and exactly what is needed is there', () => {
    let users = 0;
    fc.assert(
      fc.property(anyWorld, fc.array(fc.oneof(moves, troubles), { maxLength: 30, size: 'max' }), (start, steps) => {
        const world = worldOf(start);
        for (const step of steps) step(world);
        calm(world);
        const needed = new Set<string>();
        for (const [userId, { view, areas }] of world.users) {
          if (!areas.length) continue;
          users += 1;
          expect(areas.flatMap((areaId) => world.areas.get(areaId)!)).toContain(view.first);
          expect(world.servedAt(userId)).toBe(view.first);
          const left = world.rules.destruction === 'destroyOnLeave' ? view.previous : undefined;
          const ahead = plainNeighbours(world, view.first!).filter((cloudId) => cloudId !== left);
          expect(world.held(userId)).toEqual([`${view.first} SERVING`, ...ahead.map((cloudId) => `${cloudId} AHEAD`)].sort());
          for (const cloudId of [view.first!, ...ahead]) needed.add(cloudId);
        }
        if ([...world.users.values()].every(({ areas }) => areas.length)) expect(world.running()).toEqual([...needed].sort());
      }),
      { numRuns: 150 },
    );
    expect(users).toBeGreaterThan(100);
  });
});
