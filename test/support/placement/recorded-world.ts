import type { Settings } from '../../../src/config/index.js';
import { Failpoints } from '../../../src/modules/common/failpoints/index.js';
import { Lifecycle } from '../../../src/modules/common/lifecycle/index.js';
import { Turns } from '../../../src/modules/common/turns/index.js';
import { type Transaction, UnitOfWork } from '../../../src/modules/common/unit-of-work/index.js';
import { Planning } from '../../../src/modules/placement/domain/drift/planning.js';
import { type Concerned, Decisions } from '../../../src/modules/placement/domain/ports/decisions.js';
import type { Library } from '../../../src/modules/placement/domain/ports/library.js';
import { WorldRows } from '../../../src/modules/placement/domain/ports/world-rows.js';
import { MemoryWorld } from '../../../src/modules/placement/domain/world/memory-world.js';
import { Recorder } from '../../../src/modules/placement/domain/world/recorder.js';
import type { WorldChange, WorldContent } from '../../../src/modules/placement/domain/world/world-items.js';
import { TestClock } from '../test-clock.js';

/** Rows, told from memory. */
class KeptRows extends WorldRows {
  private readonly kept = new MemoryWorld();
  /** The next units of work, so many, fail. */
  failures = 0;

  override load(): Promise<WorldContent> {
    const { kept } = this;
    const applications = kept.applications();
    const deployments = kept.deployments();
    return Promise.resolve({
      ...{ policy: kept.policy(), clouds: kept.clouds(), links: kept.links(), areas: kept.areas(), applications, users: kept.users(), deployments, ports: kept.ports(), tasks: kept.tasks() },
      files: applications.flatMap(({ applicationId }) => kept.files(applicationId)),
      artefacts: kept.artefacts(),
      references: deployments.flatMap(({ deploymentId }) => kept.referencesTo(deploymentId)),
    });
  }

  override write(_transaction: Transaction, change: WorldChange): Promise<void> {
    if (this.failures > 0) {
      this.failures -= 1;
      return Promise.reject(new Error('The database does not answer.'));
    }
    this.kept.apply(change);
    return Promise.resolve();
  }
}

class PlainUnits extends UnitOfWork {
  override async run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const actions: (() => void | Promise<void>)[] = [];
    const result = await work({ afterCommit: (action: () => void | Promise<void>) => void actions.push(action) });
    for (const action of actions) await action();
    return result;
  }
}

/** Decides nothing by itself: notes whom it is asked about. */
export class NotedDecisions extends Decisions {
  readonly asked: Concerned[] = [];
  /** What a decision does. */
  decide: (which: Concerned) => Promise<void> = () => Promise.resolve();
  private readonly turns = new Turns();

  override alone<T>(work: () => Promise<T>): Promise<T> {
    return this.turns.take(work);
  }

  override move(): Promise<void> {
    return Promise.resolve();
  }

  override settle(): Promise<void> {
    return Promise.resolve();
  }

  override leave(): Promise<void> {
    return Promise.resolve();
  }

  override async again(which: Concerned): Promise<void> {
    this.asked.push(which);
    await this.decide(which);
  }
}

/** A world that is recorded without a database, and whatever works on it. */
export function recordedWorld() {
  const clock = new TestClock();
  const lifecycle = new Lifecycle();
  const world = new MemoryWorld();
  const rows = new KeptRows();
  const decisions = new NotedDecisions();
  const recorder = new Recorder(world, rows, new PlainUnits(), lifecycle);
  const tidied = { times: 0 };
  const library = { find: () => undefined, get: () => undefined, tidy: () => Promise.resolve(void (tidied.times += 1)) } as unknown as Library;
  return { clock, lifecycle, world, rows, decisions, recorder, library, tidied, planning: new Planning(world, library, clock), failpoints: new Failpoints({} as Settings) };
}

export type RecordedWorld = ReturnType<typeof recordedWorld>;
