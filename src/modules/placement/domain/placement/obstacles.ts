import { Injectable } from '@nestjs/common';
import { cloudsAt } from '../drift/port-scopes.js';
import { World } from '../ports/world.js';
import { userText } from '../world/keys.js';
import type { Deployment, Task, User, WorldChange } from '../world/world-items.js';

/** Reasons for which a PAUSED task does not go on before the cloud, or what runs there, changes. */
const NO_ROOM = new Set(['CLOUD_FULL', 'PORT_TAKEN']);

/** The last that is known of an application on a cloud: there was no room, or its task was given up. */
interface Trouble {
  applicationId: string;
  cloudId: string;
  isRoom: boolean;
  /** Number of what has happened. */
  at: number;
}

export type Obstacle = { isThereStill: true } | { isThereStill: false; at: number };

/** Before everything that has happened. */
const LONG_AGO = -1;

const POLICY = 'policy';
const cloudText = (cloudId: string): string => `cloud ${cloudId}`;
const applicationText = (applicationId: string): string => `application ${applicationId}`;
const placeText = ({ applicationId, cloudId }: Pick<Trouble, 'applicationId' | 'cloudId'>): string => JSON.stringify([applicationId, cloudId]);

const isWithoutRoom = ({ state, reason }: Task): boolean => state === 'PAUSED' && NO_ROOM.has(reason ?? '');
const isGivenUp = ({ state, reason }: Task): boolean => state === 'FAILED' || (state === 'CANCELLED' && reason === 'BY_OPERATOR');

const changedIn = ({ policy, clouds, applications }: WorldChange): string[] => [
  ...(policy ? [POLICY] : []),
  ...(clouds?.put ?? []).map(({ cloudId }) => cloudText(cloudId)),
  ...(applications?.put ?? []).map(({ applicationId }) => applicationText(applicationId)),
];

/**
 * Where copies cannot be deployed now: the latest task there has no room, has failed or was cancelled by the operator. That counts also when the
 * copy is gone, until something has changed on which it depends: the user's place, the cloud, the application or the policy, and for room
 * what runs on the cloud. What came after what is in memory only: after a restart what had failed or was cancelled counts until the next change, and
 * a cloud without room is tried once more.
 */
@Injectable()
export class Obstacles {
  /** What has happened since the start is numbered. */
  private latest = 0;
  private readonly changes = new Map<string, number>();
  private readonly troubles = new Map<string, Trouble>();
  private readonly listeners: ((applicationId: string) => void)[] = [];

  constructor(private readonly world: World) {
    world.onChange((change) => this.note(change));
  }

  /** A user has another place. */
  moved(user: User): void {
    this.changes.set(userText(user), ++this.latest);
  }

  /** Tells of applications that had trouble on a cloud, and may have none any more. The listener neither throws nor waits. */
  onGone(listener: (applicationId: string) => void): void {
    this.listeners.push(listener);
  }

  /** What may be in the way of a copy; undefined if nothing is. */
  at(applicationId: string, cloudId: string): Obstacle | undefined {
    const task = this.world.tasksAt(applicationId, cloudId).findLast(({ action }) => action === 'DEPLOY');
    if (task && (isWithoutRoom(task) || (isGivenUp(task) && this.world.deployment(task.deploymentId)?.state === 'FAILED'))) return { isThereStill: true };
    const trouble = this.troubles.get(placeText({ applicationId, cloudId }));
    const changed = Math.max(...[POLICY, cloudText(cloudId), applicationText(applicationId)].map((text) => this.changes.get(text) ?? 0));
    return trouble && trouble.at >= changed ? { isThereStill: false, at: trouble.at } : undefined;
  }

  /** Whether it is in the way of a user, who may have moved since. */
  isInTheWay(obstacle: Obstacle, user: User): boolean {
    return obstacle.isThereStill || obstacle.at >= (this.changes.get(userText(user)) ?? 0);
  }

  /** Troubles are noted after what has changed at once with them: what is read anew is in the way as before. */
  private note(change: WorldChange): void {
    for (const text of changedIn(change)) this.changes.set(text, ++this.latest);
    for (const user of change.users?.remove ?? []) this.changes.delete(userText(user));
    const gone = [...this.withRoomAgain(change), ...(change.tasks?.put ?? []).flatMap((task) => this.noteTask(task))];
    for (const applicationId of new Set(gone.map((trouble) => trouble.applicationId))) for (const listener of this.listeners) listener(applicationId);
  }

  private withRoomAgain(change: WorldChange): Trouble[] {
    if (this.troubles.size === 0) return [];
    const freed = this.freedClouds(change);
    const gone = [...this.troubles.values()].filter(({ cloudId, isRoom }) => isRoom && freed.has(cloudId));
    for (const trouble of gone) trouble.at = LONG_AGO;
    return gone;
  }

  /** Answers the trouble that is over with it: when the copy is there, or as soon as it is tried again after something has changed. */
  private noteTask(task: Task): Trouble[] {
    if (task.action !== 'DEPLOY') return [];
    const { applicationId, cloudId } = task;
    const before = this.troubles.get(placeText(task));
    if (isWithoutRoom(task) || isGivenUp(task)) this.troubles.set(placeText(task), { applicationId, cloudId, isRoom: isWithoutRoom(task), at: ++this.latest });
    const isTriedAnew = task.state === 'RUNNING' && this.at(applicationId, cloudId) === undefined;
    if (!before || !(task.state === 'DONE' || isTriedAnew)) return [];
    this.troubles.delete(placeText(task));
    return [before];
  }

  /** Clouds on which something counts no more that had been admitted. */
  private freedClouds({ deployments, ports }: WorldChange): Set<string> {
    const ended = [...(deployments?.remove ?? []).filter((one) => this.wasAdmitted(one)), ...(deployments?.put ?? []).filter(({ state }) => state === 'FAILED')];
    return new Set([...ended, ...cloudsAt(ports?.remove ?? [], this.world.clouds())].map(({ cloudId }) => cloudId));
  }

  private wasAdmitted({ deploymentId }: Deployment): boolean {
    return this.world.tasksOf(deploymentId).some(({ action, step }) => action === 'DEPLOY' && step !== 'ADMISSION');
  }
}
