import { UsedRuntimes } from '../../../src/modules/container-runtime/adapters/used-runtimes.js';
import { ContainerRuntime, type ImageArchive, RuntimePortTaken, type RuntimePlace, RuntimeRefusal, type Workload, type WorkloadStatus } from '../../../src/modules/container-runtime/index.js';
import { cleanUp } from '../clean-up.js';

/** What an engine can be asked for, and can fail at. */
export type EngineCall = 'capacity' | 'list' | 'loadImage' | 'create' | 'startContainers' | 'stopContainers' | 'remove' | 'inspect';

interface Held {
  workload: Workload;
  state: 'CREATED' | 'RUNNING' | 'STOPPED';
}

/** Stands in for an engine, in memory: it does what it is asked for, unless it is told to fail or to wait. It survives its platform. */
export class PlainEngine extends ContainerRuntime {
  override readonly name = 'docker';
  override readonly connection = { vimType: 'OPENMEP.DOCKER' };
  readonly held = new Map<string, Held>();
  /** Names of those that were loaded. */
  readonly images = new Set<string>();
  /** Every call in order, with the id of the workload where there is one. */
  readonly calls: string[] = [];
  /** What the checks of the containers of a workload say. */
  health: (appInstanceId: string) => 'HEALTHY' | 'STARTING' | 'UNHEALTHY' = () => 'HEALTHY';
  /** Asked before each call. */
  fault: (call: EngineCall, appInstanceId: string | undefined) => Error | undefined = () => undefined;
  /** How often a port was wanted that another workload had. */
  clashes = 0;
  private gates = new Map<EngineCall, Promise<void>>();

  /** From now on such a call waits until what this answers is called. */
  hold(call: EngineCall): () => void {
    let release!: () => void;
    this.gates.set(call, new Promise<void>((resolve) => (release = resolve)));
    return () => {
      this.gates.delete(call);
      release();
    };
  }

  /** Clouds of what runs, sorted. */
  get running(): string[] {
    return [...this.held.values()].filter(({ state }) => state === 'RUNNING').map(({ workload }) => workload.labels!['openmep.cloud']!).sort();
  }

  override async start(): Promise<void> {}

  override namespaceOf(): undefined {
    return undefined;
  }

  override async capacity(): Promise<{ cpuMillis: number; memoryMB: number }> {
    await this.called('capacity');
    return { cpuMillis: 4000, memoryMB: 8000 };
  }

  override async loadImage({ name }: ImageArchive): Promise<string> {
    await this.called('loadImage');
    this.images.add(name);
    return name;
  }

  override async fetchImage(_reference: string, name: string): Promise<string> {
    return name;
  }

  override async hasImage(image: string): Promise<boolean> {
    return this.images.has(image);
  }

  override async removeImage(name: string): Promise<void> {
    this.images.delete(name);
  }

  override async create(workload: Workload): Promise<void> {
    await this.called('create', workload.appInstanceId);
    if (this.held.get(workload.appInstanceId)?.workload.occurrenceId !== workload.occurrenceId) this.held.set(workload.appInstanceId, { workload, state: 'CREATED' });
  }

  override async startContainers(appInstanceId: string): Promise<void> {
    await this.called('startContainers', appInstanceId);
    const held = this.held.get(appInstanceId);
    if (!held) throw new RuntimeRefusal(`there are no containers of ${appInstanceId}`);
    const taken = [...this.held].find(([other, { workload, state }]) => other !== appInstanceId && state === 'RUNNING' && clash(workload, held.workload));
    if (taken) {
      this.clashes += 1;
      throw new RuntimePortTaken('port is already allocated');
    }
    held.state = 'RUNNING';
  }

  override async stopContainers(appInstanceId: string): Promise<void> {
    await this.called('stopContainers', appInstanceId);
    const held = this.held.get(appInstanceId);
    if (held?.state === 'RUNNING') held.state = 'STOPPED';
  }

  override async remove(appInstanceId: string): Promise<void> {
    await this.called('remove', appInstanceId);
    this.held.delete(appInstanceId);
  }

  override async inspect(appInstanceId: string): Promise<WorkloadStatus | undefined> {
    await this.called('inspect', appInstanceId);
    const held = this.held.get(appInstanceId);
    if (!held) return undefined;
    const { workload, state } = held;
    const health = state === 'RUNNING' ? { health: this.health(appInstanceId) } : {};
    const ports = workload.ports.map(({ port, protocol, hostPort = port }) => ({ port, protocol, hostPort, ...(workload.hostAddress !== undefined && { address: workload.hostAddress }) }));
    return { containers: workload.containers.map(({ name }) => ({ name, state, restarts: 0, ...health })), ports: state === 'RUNNING' ? ports : [] };
  }

  override async list(platformId: string): Promise<{ appInstanceId: string; appDId: string; occurrenceId: string }[]> {
    await this.called('list');
    return [...this.held.values()].flatMap(({ workload: { appInstanceId, appDId, occurrenceId, ...workload } }) => (workload.platformId === platformId ? [{ appInstanceId, appDId, occurrenceId }] : []));
  }

  override async logs(): Promise<string[]> {
    return [];
  }

  private async called(call: EngineCall, appInstanceId?: string): Promise<void> {
    this.calls.push(appInstanceId === undefined ? call : `${call} ${appInstanceId}`);
    await this.gates.get(call);
    const fault = this.fault(call, appInstanceId);
    if (fault) throw fault;
  }
}

/** They want the same port at the same address. */
const clash = (one: Workload, other: Workload): boolean =>
  one.ports.some(({ hostPort, protocol }) => hostPort !== undefined && other.ports.some((port) => port.hostPort === hostPort && port.protocol === protocol)) &&
  (one.hostAddress === other.hostAddress || one.hostAddress === undefined || other.hostAddress === undefined);

const HOST = /^tcp:\/\/(.+):1$/;

/** How a cloud says that it runs on the engine of this name. */
export const runsOn = (engine: string) => ({ runtime: { driver: 'docker' as const, endpoint: `tcp://${engine}:1` } });

/**
 * Docker endpoints as `runsOn` names them are engines of this test once they have been asked for, whatever platform asks, until the test is over. Tests of
 * one suite name theirs differently.
 */
export function plainEngines(): (name: string) => PlainEngine {
  const engines = new Map<string, PlainEngine>();
  const engine = (name: string) => engines.get(name) ?? engines.set(name, new PlainEngine()).get(name)!;
  const { at } = UsedRuntimes.prototype as { at: (this: UsedRuntimes, place: RuntimePlace) => Promise<ContainerRuntime> };
  UsedRuntimes.prototype.at = function reached(place: RuntimePlace): Promise<ContainerRuntime> {
    const known = engines.get(HOST.exec(place.endpoint ?? '')?.[1] ?? '');
    return known ? Promise.resolve(known) : at.call(this, place);
  };
  cleanUp(() => void (UsedRuntimes.prototype.at = at));
  return engine;
}
