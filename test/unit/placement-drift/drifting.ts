import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { ApiRoot } from '../../../src/modules/common/links/index.js';
import { Lanes } from '../../../src/modules/common/lanes/index.js';
import { type ContainerRuntime, StandInRuntime } from './runtimes.js';
import { Admission } from '../../../src/modules/placement/domain/drift/admission.js';
import { CopyPlaces } from '../../../src/modules/placement/domain/drift/copy-places.js';
import { DriftProgress } from '../../../src/modules/placement/domain/drift/drift-progress.js';
import { DriftTasks } from '../../../src/modules/placement/domain/drift/drift-tasks.js';
import { DriftWorker } from '../../../src/modules/placement/domain/drift/drift-worker.js';
import { EngineImages } from '../../../src/modules/placement/domain/drift/engine-images.js';
import { portsOf } from '../../../src/modules/placement/domain/drift/port-scopes.js';
import { Readiness } from '../../../src/modules/placement/domain/drift/readiness.js';
import { AdmissionStep } from '../../../src/modules/placement/domain/drift/steps/admission.step.js';
import { CheckStep } from '../../../src/modules/placement/domain/drift/steps/check.step.js';
import { CreationStep } from '../../../src/modules/placement/domain/drift/steps/creation.step.js';
import { DeregistrationStep } from '../../../src/modules/placement/domain/drift/steps/deregistration.step.js';
import { ImagesStep } from '../../../src/modules/placement/domain/drift/steps/images.step.js';
import { RegistrationStep } from '../../../src/modules/placement/domain/drift/steps/registration.step.js';
import { RemovalStep } from '../../../src/modules/placement/domain/drift/steps/removal.step.js';
import { StartStep } from '../../../src/modules/placement/domain/drift/steps/start.step.js';
import { Steps } from '../../../src/modules/placement/domain/drift/steps/steps.js';
import { Succession } from '../../../src/modules/placement/domain/drift/succession.js';
import { TaskCarrier } from '../../../src/modules/placement/domain/drift/task-carrier.js';
import type { ApplicationWorkloads } from '../../../src/modules/placement/domain/ports/application-workloads.js';
import { CloudRuntimes } from '../../../src/modules/placement/domain/ports/cloud-runtimes.js';
import type { CopyRegistrations } from '../../../src/modules/placement/domain/ports/copy-registrations.js';
import type { Library } from '../../../src/modules/placement/domain/ports/library.js';
import { World } from '../../../src/modules/placement/domain/ports/world.js';
import { ChangeDraft } from '../../../src/modules/placement/domain/world/change-draft.js';
import type { Application, Cloud, Deployment, Policy, Task, User } from '../../../src/modules/placement/domain/world/world-items.js';
import { type RecordedWorld, recordedWorld } from '../../support/placement/recorded-world.js';
import { digestOf } from '../placement-requirements/library.js';
import { generated, IMAGE, requiring } from '../placement-requirements/orchestrations.js';
import { DriftEngine } from './drift-engine.js';

const DOCKER = { driver: 'docker' as const };
const SETTLED = 60;

export const cloud = (cloudId: string, changes: Partial<Cloud> = {}): Cloud => ({ cloudId, kind: 'FOG', runtime: DOCKER, address: '127.0.0.2', removing: false, ...changes });

class Engines extends CloudRuntimes {
  readonly docker = new DriftEngine();
  readonly none: ContainerRuntime = new StandInRuntime();

  override of({ runtime }: Cloud): Promise<ContainerRuntime> {
    return Promise.resolve(runtime.driver === 'none' ? this.none : this.docker);
  }

  override ownerOf({ cloudId }: Cloud): string {
    return `here/${cloudId}`;
  }
}

/** What the work of tasks is done with, of which a test may change what it answers. */
function surroundings(world: World) {
  const registered = new Map<string, Deployment>();
  const probes: string[] = [];
  return {
    registered,
    probes,
    registrations: {
      register: (_cloud: Cloud, copy: Deployment) => Promise.resolve(void registered.set(copy.deploymentId, copy)),
      deregister: (_cloud: Cloud, { deploymentId }: Deployment) => Promise.resolve(void registered.delete(deploymentId)),
    } as CopyRegistrations,
    probe: { accepts: (host: string, port: number) => Promise.resolve(probes.push(`${host} ${port}`) > 1) },
    workloads: {
      workloadOf: (copy: Deployment, { cloudId, address }: Cloud, occurrenceId: string, images: ReadonlyMap<string, string>) => ({
        platformId: `here/${cloudId}`, appInstanceId: copy.deploymentId, appDId: copy.applicationId, occurrenceId, labels: { 'openmep.cloud': cloudId }, hostAddress: address,
        containers: [{ name: 'web', image: [...images.values()][0] ?? '', environment: {}, resources: {} }], ports: portsOf(world.application(copy.applicationId)!),
      }),
    } as unknown as ApplicationWorkloads,
  };
}

function workerOf(parts: RecordedWorld, engines: Engines, outside: ReturnType<typeof surroundings>) {
  const { clock, world, decisions, recorder, planning, failpoints, lifecycle } = parts;
  const library = { get: (digest: string) => ({ digest, sizeBytes: 1_000_000 }), archive: () => Promise.resolve(Readable.from([''])) } as unknown as Library;
  const lanes = new Lanes();
  const admission = new Admission(world, library);
  const readiness = new Readiness(world, admission, clock);
  const succession = new Succession(world, engines, lanes);
  const images = new EngineImages(world, library, engines, lanes);
  const places = new CopyPlaces({ absolute: 'http://127.0.0.9:8080' } as ApiRoot);
  const steps = new Steps(
    new AdmissionStep(admission, planning),
    new ImagesStep(images),
    new CreationStep(engines, outside.workloads, images),
    new StartStep(engines, succession),
    new CheckStep(engines, places, outside.probe, world, clock),
    new RegistrationStep(engines, outside.registrations, places, world, clock),
    new DeregistrationStep(outside.registrations, world),
    new RemovalStep(engines, images, succession, world),
  );
  const progress = new DriftProgress(world, decisions, recorder, admission, readiness, succession, clock, failpoints);
  const worker = new DriftWorker(world, readiness, new TaskCarrier(world, steps, progress, succession, lanes, failpoints), clock, lifecycle);
  return { worker, tasks: new DriftTasks(world, planning, decisions, recorder, clock) };
}

/** A world in which tasks are carried out. Nothing is decided: copies are ordered by hand. */
export class Drifting {
  readonly parts = recordedWorld();
  readonly engines = new Engines();
  readonly outside = surroundings(this.parts.world);
  readonly tasks: DriftTasks;

  constructor(...clouds: Cloud[]) {
    this.tasks = workerOf(this.parts, this.engines, this.outside).tasks;
    this.world.apply({ clouds: { put: clouds.length > 0 ? clouds : [cloud('fog-n')] }, ...this.application() });
  }

  get world() {
    return this.parts.world;
  }

  get engine() {
    return this.engines.docker;
  }

  /** An application at these ports, with its artefacts. @param version another one has others */
  application(applicationId = 'shop', ports = ['1216:80'], version = '1') {
    const requirements = requiring({ ports, environment: { VERSION: version }, cpus: 0.5 });
    const { artefacts: made, pins } = generated(requirements);
    const artefacts = made.map((artefact) => ({ ...artefact, applicationId, digest: digestOf(`${applicationId} ${version} ${artefact.type}`) }));
    const byType = Object.fromEntries(artefacts.map(({ type, digest }) => [type, digest]));
    const application: Application = { applicationId, appName: applicationId, requirements, rulePriority: 100, pins, artefacts: byType, removing: false };
    return { applications: { put: [application] }, artefacts: { put: artefacts } };
  }

  async start(): Promise<void> {
    await this.record(this.everything());
    await this.parts.lifecycle.run('start');
    await this.settle();
  }

  /** A copy that a user has a reference to. */
  async deploy(cloudId = 'fog-n', applicationId = 'shop', cause: 'ENTERED' | 'REPLACED' = 'ENTERED', userId: string | undefined = 'car'): Promise<Deployment> {
    const draft = new ChangeDraft();
    const copy = this.parts.planning.deploy(draft, this.world.application(applicationId)!, this.world.cloud(cloudId)!, cause);
    if (userId !== undefined) draft.put('references', { applicationId, userId, deploymentId: copy.deploymentId, role: 'FIRST' });
    await this.record(draft.change());
    await this.settle();
    return copy;
  }

  async destroy(copy: Deployment, cause: 'UNUSED' | 'CLOUD_REMOVED' = 'UNUSED'): Promise<void> {
    const draft = new ChangeDraft();
    this.parts.planning.destroy(draft, this.now(copy)!, cause);
    await this.record(draft.change());
    await this.settle();
  }

  async record(change: Parameters<typeof this.parts.recorder.record>[0]): Promise<void> {
    await this.parts.decisions.alone(() => this.parts.recorder.record(change));
  }

  async policy(changes: Partial<Policy>): Promise<void> {
    await this.record({ policy: { ...this.world.policy(), ...changes } });
  }

  async user(changes: Partial<User>): Promise<void> {
    await this.record({ users: { put: [{ applicationId: 'shop', userId: 'car', areas: [], ...changes }] } });
  }

  async release(copy: Deployment): Promise<void> {
    await this.record({ references: { remove: this.world.referencesTo(copy.deploymentId) } });
    await this.settle();
  }

  now({ deploymentId }: Deployment): Deployment | undefined {
    return this.world.deployment(deploymentId);
  }

  /** The latest of a copy. */
  task({ deploymentId }: Deployment): Task {
    return this.world.tasksOf(deploymentId).at(-1)!;
  }

  /** Time passes, and what it sets off is done. */
  async pass(milliseconds: number): Promise<void> {
    await this.parts.clock.advance(milliseconds);
    await this.settle();
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < SETTLED; turn++) await setImmediate();
  }

  async stop(): Promise<void> {
    await this.parts.lifecycle.run('stop');
  }

  /** So that the rows have it, too. */
  private everything() {
    const { world } = this;
    return { clouds: { put: world.clouds() }, applications: { put: world.applications() }, artefacts: { put: world.artefacts() } };
  }
}

export const NAME_OF_IMAGE = digestOf(IMAGE);
export const failing = (error: Error, ...calls: string[]) => (call: string) => (calls.includes(call) ? error : undefined);
