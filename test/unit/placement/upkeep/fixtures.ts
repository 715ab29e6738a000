import { setImmediate } from 'node:timers/promises';
import { artefactFor } from '../../../../src/modules/placement/domain/drift/artefact-for.js';
import type { Application, Cloud, Deployment, HeldReference, Task, User } from '../../../../src/modules/placement/domain/world/world-items.js';
import type { TestClock } from '../../../support/test-clock.js';
import { type RecordedWorld, recordedWorld } from '../../../support/placement/recorded-world.js';

export const cloud = (cloudId: string, changes: Partial<Cloud> = {}): Cloud => ({ cloudId, kind: 'FOG', runtime: { driver: 'docker' }, removing: false, ...changes });

export const shop = (changes: Partial<Application> = {}): Application => ({
  ...{ applicationId: 'shop', appName: 'webshop', rulePriority: 100, pins: {}, artefacts: { DOCKER: 'sha256:now' }, removing: false },
  requirements: { images: [{ repository: 'debian' }], orchestration: { services: { main: { image: 'debian' } } } },
  ...changes,
});

export const deployment = (deploymentId: string, changes: Partial<Deployment> = {}): Deployment => ({
  ...{ deploymentId, applicationId: 'shop', cloudId: 'fog-n', artefact: artefactFor(shop(), cloud('fog-n'))!, state: 'READY', since: 0, position: 1 },
  needs: { cpuMillis: 0, memoryMB: 0, storageMB: 0, deployments: 1 },
  ...changes,
});

export const task = (deploymentId: string, changes: Partial<Task> = {}): Task => ({
  ...{ taskId: `task of ${deploymentId}`, action: 'DEPLOY', applicationId: 'shop', cloudId: 'fog-n', deploymentId, cause: 'ENTERED', state: 'RUNNING', step: 'IMAGES', tries: 0, createdAt: 0, position: 1 },
  ...changes,
});

export const CAR: User = { applicationId: 'shop', userId: 'car', areas: [] };
export const reference = (deploymentId: string, changes: Partial<HeldReference> = {}): HeldReference => ({ applicationId: 'shop', userId: 'car', deploymentId, role: 'SERVING', ...changes });

/** The application on two fog clouds, and somebody who uses it. */
export async function shopWorld(): Promise<RecordedWorld> {
  const made = recordedWorld();
  await made.recorder.record({ clouds: { put: [cloud('fog-n'), cloud('fog-m')] }, applications: { put: [shop()] }, users: { put: [CAR] } });
  return made;
}

/** `deployment action cause state` of every task. */
export const tasksIn = ({ world }: RecordedWorld): string[] => world.tasks().map(({ deploymentId, action, cause, state }) => `${deploymentId} ${action} ${cause} ${state}`);

export const stateOf = ({ world }: RecordedWorld, deploymentId: string) => world.deployment(deploymentId)?.state;

/** Whatever was to be done at once is done. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await setImmediate();
}

/** Time passes, after what was to be done before. */
export async function passed(clock: TestClock, milliseconds: number): Promise<void> {
  await settled();
  await clock.advance(milliseconds);
  await settled();
}
