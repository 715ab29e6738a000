import { StandInRuntime } from '../../../src/modules/container-runtime/domain/stand-in-runtime.js';
import { RuntimeUnavailable, type WorkloadRecord, type WorkloadStatus } from '../../../src/modules/container-runtime/index.js';
import { CloudRuntimes } from '../../../src/modules/placement/domain/ports/cloud-runtimes.js';
import type { Cloud } from '../../../src/modules/placement/domain/world/world-items.js';

type Container = WorkloadStatus['containers'][number];

/** As engines tell it of one container. */
export const container = (changes: Partial<Container> = {}): Container => ({ name: 'main', state: 'RUNNING', restarts: 0, ...changes });

/** The engine of one cloud, which answers what a test has it answer. */
export class TestEngine extends StandInRuntime {
  readonly containers = new Map<string, Container[]>();
  /** What was asked for. */
  readonly seen: string[] = [];
  /** It refuses every question, or never answers. */
  mood: 'well' | 'gone' | 'silent' = 'well';
  /** Called while workloads are listed. */
  meanwhile: () => Promise<void> = () => Promise.resolve();

  override async capacity(signal?: AbortSignal): Promise<undefined> {
    await this.answer('capacity', signal);
  }

  override async list(owner: string, signal?: AbortSignal): Promise<WorkloadRecord[]> {
    await this.answer(`list ${owner}`, signal);
    const records = [...this.containers.keys()].map((appInstanceId) => ({ appInstanceId, appDId: 'shop', occurrenceId: 'task' }));
    await this.meanwhile();
    return records;
  }

  override async inspect(id: string, signal?: AbortSignal): Promise<WorkloadStatus | undefined> {
    await this.answer(`inspect ${id}`, signal);
    const containers = this.containers.get(id);
    return containers && { containers, ports: [] };
  }

  override async remove(id: string, signal?: AbortSignal): Promise<void> {
    await this.answer(`remove ${id}`, signal);
    this.containers.delete(id);
  }

  private async answer(question: string, signal?: AbortSignal): Promise<void> {
    this.seen.push(question);
    if (this.mood === 'gone') throw new RuntimeUnavailable('the engine does not answer: connect ECONNREFUSED');
    if (this.mood === 'silent') await new Promise((_resolve, reject) => signal!.addEventListener('abort', () => reject(signal!.reason as Error)));
  }
}

/** One engine for each cloud. */
export class TestEngines extends CloudRuntimes {
  private readonly engines = new Map<string, TestEngine>();

  at(cloudId: string): TestEngine {
    const engine = this.engines.get(cloudId) ?? new TestEngine();
    this.engines.set(cloudId, engine);
    return engine;
  }

  override of({ cloudId }: Cloud): Promise<TestEngine> {
    return Promise.resolve(this.at(cloudId));
  }

  override ownerOf({ cloudId }: Cloud): string {
    return `platform/${cloudId}`;
  }
}
