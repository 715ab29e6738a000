import type { Settings } from '../../../src/config/index.js';
import { Failpoints } from '../../../src/modules/common/failpoints/index.js';
import { Lifecycle } from '../../../src/modules/common/lifecycle/index.js';
import { type Transaction, UnitOfWork } from '../../../src/modules/common/unit-of-work/index.js';
import { Planning } from '../../../src/modules/placement/domain/drift/planning.js';
import { Absences } from '../../../src/modules/placement/domain/placement/absences.js';
import { FreedRooms } from '../../../src/modules/placement/domain/placement/freed-rooms.js';
import { Obstacles } from '../../../src/modules/placement/domain/placement/obstacles.js';
import { PlacementDecisions } from '../../../src/modules/placement/domain/placement/placement-decisions.js';
import { Users } from '../../../src/modules/placement/domain/placement/users.js';
import type { Library } from '../../../src/modules/placement/domain/ports/library.js';
import type { WorldRows } from '../../../src/modules/placement/domain/ports/world-rows.js';
import type { Whereabouts } from '../../../src/modules/placement/domain/topology/areas-of.js';
import type { PlacementPolicy } from '../../../src/modules/placement/domain/types.js';
import { DEFAULT_POLICY } from '../../../src/modules/placement/domain/world/default-policy.js';
import { MemoryWorld } from '../../../src/modules/placement/domain/world/memory-world.js';
import { Recorder } from '../../../src/modules/placement/domain/world/recorder.js';
import type { Application, Cloud, Deployment, Task, User, WorldChange } from '../../../src/modules/placement/domain/world/world-items.js';
import { TestClock } from '../../support/test-clock.js';
import { requiring } from '../placement-requirements/orchestrations.js';

const keyOf = (userId: string, applicationId = 'shop') => ({ applicationId, userId });

const shop: Application = { applicationId: 'shop', appName: 'shop', requirements: requiring(), rulePriority: 100, pins: {}, artefacts: { DOCKER: 'sha256:1' }, removing: false };

const nobody = () => undefined;

/** Decisions over a world in memory, of which no row is kept. What drift tasks do is done by hand; copies have no rules. */
export class DecidedWorld {
  readonly world = new MemoryWorld();
  readonly clock = new TestClock();
  readonly lifecycle = new Lifecycle();
  /** What was committed. */
  readonly commits: WorldChange[] = [];
  /** Where UEs were seen. */
  readonly seen = new Map<string, Whereabouts | null>();
  /** What the rows refuse with. */
  failure: Error | undefined;
  readonly decisions: PlacementDecisions;
  readonly users: Users;
  private readonly recorder: Recorder;

  constructor() {
    this.recorder = new Recorder(this.world, { load: () => Promise.reject(new Error('There are no rows.')), write: () => Promise.resolve() } satisfies WorldRows, this.unitOfWork(), new Lifecycle());
    const planning = new Planning(this.world, { find: nobody, get: nobody } as unknown as Library, this.clock);
    const rules = { remove: (_user: User, change: WorldChange) => this.record(change) };
    const failpoints = new Failpoints({} as Settings);
    const obstacles = new Obstacles(this.world);
    this.decisions = new PlacementDecisions(this.world, this.recorder, planning, obstacles, { of: (ueKey) => this.seen.get(ueKey) }, rules, this.clock, failpoints, this.lifecycle);
    this.users = new Users(this.world, this.decisions, { has: () => false });
    new FreedRooms(obstacles, this.decisions, this.clock, this.lifecycle);
    new Absences(this.world, this.decisions, this.clock, this.lifecycle);
  }

  /** Table 2 of the seed and a neighbour of edge n, as in figure 4; area d is where edge m serves. */
  static seed(): DecidedWorld {
    const decided = new DecidedWorld();
    const clouds = ['edge-1', 'edge-m', 'edge-n', 'fog-n'].map((cloudId): Cloud => ({ cloudId, kind: 'FOG', runtime: { driver: 'none' }, removing: false }));
    const areas = Object.entries({ a: 'edge-n', b: 'fog-n', c: 'edge-1', d: 'edge-m' }).map(([areaId, cloudId]) => ({ areaId, clouds: [cloudId], cells: [`cell-${areaId}`] }));
    const links = (['edge-n fog-n 2.5', 'edge-m edge-n 1.5', 'edge-1 edge-m 3'] as const).map((text) => {
      const [one, other, distance] = text.split(' ') as [string, string, string];
      return { linkId: text, one, other, distance: Number(distance) };
    });
    decided.world.apply({ clouds: { put: clouds }, areas: { put: areas }, links: { put: links }, applications: { put: [shop] } });
    return decided;
  }

  record(change: WorldChange): Promise<void> {
    return this.recorder.record(change);
  }

  async policy(policy: Partial<PlacementPolicy>): Promise<void> {
    await this.record({ policy: { ...DEFAULT_POLICY, ...policy } });
    await this.decisions.again('all');
  }

  async application(changes: Partial<Application>): Promise<void> {
    await this.record({ applications: { put: [{ ...this.world.application('shop')!, ...changes }] } });
    await this.decisions.again({ applicationId: 'shop' });
  }

  /** A user comes into an area, and into no other. */
  async put(userId: string, areaId: string): Promise<void> {
    await this.users.put(keyOf(userId), { place: { areaId } }, nobody);
  }

  async move(userId: string, areaId: string): Promise<void> {
    await this.users.place(keyOf(userId), { areaId }, nobody);
  }

  async leave(userId: string): Promise<void> {
    await this.users.remove(keyOf(userId), nobody);
  }

  shown = (userId: string) => this.users.get(keyOf(userId));
  user = (userId: string) => this.world.user(keyOf(userId))!;

  /** The copy of now on a cloud: the youngest. */
  copyOn(cloudId: string): Deployment {
    const copy = this.world.deployments({ cloudId }).findLast(({ state }) => state !== 'REMOVING');
    if (!copy) throw new Error(`There is no copy on ${cloudId}.`);
    return copy;
  }

  /** Tasks are done: the copies on these clouds are READY. */
  async ready(...cloudIds: string[]): Promise<void> {
    for (const cloudId of cloudIds) await this.end(cloudId, { state: 'READY', address: '192.0.2.1' }, { state: 'DONE' });
  }

  /** All that is open is done. */
  async allReady(): Promise<void> {
    await this.ready(...this.world.deployments().filter(({ state }) => state === 'PREPARING').map(({ cloudId }) => cloudId));
  }

  /** The task of the copy on a cloud comes to something. */
  async end(cloudId: string, copy: Partial<Deployment>, task: Partial<Task>): Promise<void> {
    const deployment = this.copyOn(cloudId);
    const open = this.world.openTask(deployment.deploymentId)!;
    await this.record({ deployments: { put: [{ ...deployment, ...copy }] }, tasks: { put: [{ ...open, ...task }] } });
    await this.decisions.again({ applicationId: deployment.applicationId });
  }

  /** The copy is gone, with what was held of it. */
  async gone(cloudId: string): Promise<void> {
    for (const copy of this.world.deployments({ cloudId })) {
      const open = this.world.openTask(copy.deploymentId);
      await this.record({ deployments: { remove: [copy] }, references: { remove: this.world.referencesTo(copy.deploymentId) }, ...(open && { tasks: { put: [{ ...open, state: 'CANCELLED', reason: 'NOT_NEEDED' }] } }) });
    }
  }

  /** `cloud references`, and ` unused` with it, of each copy that stays. */
  copies(): string[] {
    const staying = this.world.deployments().filter(({ state }) => state !== 'REMOVING');
    return staying.map(({ cloudId, deploymentId, unusedSince }) => `${cloudId} ${this.world.referencesTo(deploymentId).length}${unusedSince === undefined ? '' : ' unused'}`).sort();
  }

  /** `cloud role` of what a user holds, sorted. */
  held(userId: string, applicationId = 'shop'): string[] {
    return this.world.referencesOf(keyOf(userId, applicationId)).map(({ deploymentId, role }) => `${this.world.deployment(deploymentId)!.cloudId} ${role}`).sort();
  }

  /** `action cloud cause` of each task, the oldest first. */
  tasks(): string[] {
    return this.world.tasks().map(({ action, cloudId, cause }) => `${action} ${cloudId} ${cause}`);
  }

  /** Cloud of the copy that serves a user. */
  servedAt(userId: string): string | undefined {
    const { servedBy } = this.user(userId);
    return servedBy === undefined ? undefined : this.world.deployment(servedBy)?.cloudId;
  }

  private unitOfWork(): UnitOfWork {
    const run = async <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> => {
      const actions: (() => void | Promise<void>)[] = [];
      if (this.failure) throw this.failure;
      const result = await work({ afterCommit: (action) => void actions.push(action) });
      for (const action of actions) await action();
      return result;
    };
    this.world.onChange((change) => this.commits.push(change));
    return { run };
  }
}
