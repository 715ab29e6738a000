import type { Topology } from '../topology/topology.js';
import type { Area, Artefact } from '../types.js';
import type { Application, ApplicationFile, Cloud, CloudLink, Deployment, HeldReference, Policy, TakenPort, Task, User, UserKey, WorldChange, WorldContent } from '../world/world-items.js';

/** Whether the engine of a cloud answers. It is not recorded: every start asks anew. */
export interface Reachability {
  state: 'UNKNOWN' | 'AVAILABLE' | 'UNREACHABLE';
  /** Why it is UNREACHABLE. */
  reason?: string;
}

/** Everything that is recorded, in memory. Items are values: a change brings others. */
export abstract class World {
  /** By their ids, as all that have ids which somebody has chosen. */
  abstract clouds(): Cloud[];
  abstract cloud(cloudId: string): Cloud | undefined;
  abstract links(): CloudLink[];
  abstract link(linkId: string): CloudLink | undefined;
  abstract areas(): Area[];
  abstract area(areaId: string): Area | undefined;
  abstract policy(): Policy;
  abstract applications(): Application[];
  abstract application(applicationId: string): Application | undefined;
  abstract files(applicationId: string): ApplicationFile[];
  /** By application and type. */
  abstract artefacts(applicationId?: string): Artefact[];
  abstract artefact(digest: string): Artefact | undefined;
  abstract users(applicationId?: string): User[];
  /** Those who are served or led by at least one of the deployments, each once, in no order. */
  abstract usersAt(deploymentIds: readonly string[]): User[];
  abstract user(key: UserKey): User | undefined;
  /** Of one application. @param ueKey User.ueKey */
  abstract userOfUe(applicationId: string, ueKey: string): User | undefined;
  /** The oldest first. */
  abstract deployments(selection?: { applicationId?: string | undefined; cloudId?: string | undefined }): Deployment[];
  abstract deployment(deploymentId: string): Deployment | undefined;
  abstract referencesTo(deploymentId: string): HeldReference[];
  /** Whether there is a reference to it. */
  abstract isHeld(deploymentId: string): boolean;
  abstract referencesOf(user: UserKey): HeldReference[];
  abstract ports(): TakenPort[];
  /** The oldest first. */
  abstract tasks(): Task[];
  abstract task(taskId: string): Task | undefined;
  abstract tasksOf(deploymentId: string): Task[];
  /** Of one application on one cloud, also of deployments that are not there any more. The oldest first. */
  abstract tasksAt(applicationId: string, cloudId: string): Task[];
  /** The task of a deployment that is not over. */
  abstract openTask(deploymentId: string): Task | undefined;

  /** A value, the same until clouds, links or reachability change. */
  abstract topology(): Topology;
  abstract reachability(cloudId: string): Reachability;
  abstract setReachability(cloudId: string, reachability: Reachability): void;

  /** Takes over what has been committed. */
  abstract apply(change: WorldChange): void;
  /** Forgets everything but reachabilities, and takes over what is recorded. */
  abstract restore(content: WorldContent): void;
  /**
   * Calls the listener after each change that is committed, with the world as it is then, and after `restore` with everything as a change.
   * It neither throws nor waits: it notes what it has to do, and does that in a turn of its own.
   */
  abstract onChange(listener: (change: WorldChange) => void): void;
}
