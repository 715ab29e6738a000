import type { Test } from 'supertest';
import { eventually } from '../eventually.js';
import { image, layoutArchive } from './image-archives.js';
import { cloud, placementPath, type Schemas, type SentCloud } from './placement.js';

export type PlacedUser = Schemas['PlacedUser'];
export type Deployment = Schemas['Deployment'];
export type DriftTask = Schemas['DriftTask'];
type Service = Schemas['OrchestratedService'];
type Query = Record<string, string>;

/** A SpecAgent, or supertest itself towards another process. */
export type Client = Record<'get' | 'put' | 'post' | 'delete', (path: string) => Test>;

const IMAGES = placementPath('images');
const REPOSITORY = 'debian';

/** What an application asks for that is one service of one image. */
export const requiring = (service: Partial<Service> = {}) => ({ images: [{ repository: REPOSITORY, sizeMB: 1 }], orchestration: { services: { main: { image: REPOSITORY, ...service } } } });

export const userPath = (userId: string, ...further: string[]) => placementPath('applications', 'shop', 'users', userId, ...further);

/** A world that is made, moved and looked at over HTTP. Clouds run on nothing unless it is said. */
export class HttpWorld {
  /** Ids of tasks of before the world was cleared. */
  private readonly past = new Set<string>();

  /** @param applicationId whose users are meant */
  constructor(
    readonly client: Client,
    readonly applicationId = 'shop',
  ) {}

  /** Clouds by their ids, each with what is different from one without an engine. */
  async clouds(clouds: Record<string, Partial<SentCloud>>): Promise<void> {
    for (const [cloudId, changes] of Object.entries(clouds)) await sent(this.client.put(placementPath('clouds', cloudId)).send(cloud(changes)));
  }

  /** The clouds of each area, which has one cell, `cell-<area>`. */
  async areas(areas: Record<string, string[]>): Promise<void> {
    for (const [areaId, clouds] of Object.entries(areas)) await sent(this.client.put(placementPath('areas', areaId)).send({ clouds, cells: [`cell-${areaId}`] }));
  }

  /** Each as `one other distance`. */
  async links(...links: string[]): Promise<void> {
    for (const link of links) {
      const [one, other, distance = '1'] = link.split(' ') as [string, string, string?];
      await sent(this.client.put(placementPath('links', `${one}-${other}`)).send({ clouds: [one, other], distance: Number(distance) }));
    }
  }

  /** Table 2 of the seed and a neighbour of edge n, as in figure 4; area d is where edge m serves. */
  async seed(changes: Record<string, Partial<SentCloud>> = {}): Promise<void> {
    await this.clouds({ 'edge-1': { kind: 'EDGE' }, 'edge-m': { kind: 'EDGE' }, 'edge-n': { kind: 'EDGE' }, 'fog-n': {}, ...changes });
    await this.areas({ a: ['edge-n'], b: ['fog-n'], c: ['edge-1'], d: ['edge-m'] });
    await this.links('fog-n edge-n 2.5', 'edge-n edge-m 1.5', 'edge-m edge-1 3');
  }

  async policy(policy: Schemas['PlacementPolicy']): Promise<void> {
    await sent(this.client.put(placementPath('policy')).send(policy));
  }

  async image(repository = REPOSITORY, layer = repository): Promise<string> {
    const { body } = await sent(this.client.post(IMAGES).query({ repository }).set('Content-Type', 'application/x-tar').send(layoutArchive(image(layer))));
    return (body as Schemas['LibraryImage']).digest;
  }

  /** An application whose image is in the library, or is put there. */
  async application(service: Partial<Service> = {}, changes: object = {}, applicationId = this.applicationId): Promise<void> {
    if ((await this.list<object>(['images'], { repository: REPOSITORY })).length === 0) await this.image();
    await sent(this.client.put(placementPath('applications', applicationId)).send({ appName: applicationId, requirements: requiring(service), ...changes }));
  }

  /** A user, in an area if one is told. */
  async user(userId: string, areaId?: string): Promise<PlacedUser> {
    return (await sent(this.client.put(this.userPath(userId)).send(areaId === undefined ? {} : { place: { areaId } }))).body as PlacedUser;
  }

  async move(userId: string, areaId: string): Promise<PlacedUser> {
    return (await sent(this.client.put(this.userPath(userId, 'place')).send({ areaId }))).body as PlacedUser;
  }

  async shown(userId: string): Promise<PlacedUser> {
    return (await sent(this.client.get(this.userPath(userId)))).body as PlacedUser;
  }

  deployments(query: Query = {}): Promise<Deployment[]> {
    return this.list(['deployments'], query);
  }

  /** The latest first; those of before `clear` are left out. */
  async tasks(query: Query = {}): Promise<DriftTask[]> {
    return (await this.list<DriftTask>(['drift_tasks'], query)).filter(({ taskId }) => !this.past.has(taskId));
  }

  users(query: Query = {}): Promise<PlacedUser[]> {
    return this.list(['applications', this.applicationId, 'users'], query);
  }

  /** `cloud state references` of each deployment, sorted. */
  async copies(): Promise<string[]> {
    return (await this.deployments()).map(({ cloudId, state, references }) => `${cloudId} ${state} ${references}`).sort();
  }

  /** `action cloud cause state` of each task, the oldest first. */
  async history(): Promise<string[]> {
    return (await this.tasks()).map(({ action, cloudId, cause, state }) => `${action} ${cloudId} ${cause} ${state}`).reverse();
  }

  /** Cloud of the copy that serves a user. */
  async servedAt(userId: string): Promise<string | undefined> {
    const [{ servedBy }, deployments] = [await this.shown(userId), await this.deployments()];
    return deployments.find(({ deploymentId }) => deploymentId === servedBy)?.cloudId;
  }

  /** Clouds of the copies that are held for a user, sorted. */
  async heldAt(userId: string): Promise<string[]> {
    const [{ held }, deployments] = [await this.shown(userId), await this.deployments()];
    return held.map((id) => deployments.find(({ deploymentId }) => deploymentId === id)?.cloudId ?? `no deployment ${id}`).sort();
  }

  /** Everything goes, users and their copies first. The policy is that of the document again. */
  async clear(): Promise<void> {
    await this.policy({});
    for (const { applicationId } of await this.list<Schemas['PlacedApplication']>(['applications'])) await sent(this.client.delete(placementPath('applications', applicationId)));
    await eventually(async () => expect(await this.list(['applications'])).toEqual([]));
    for (const { taskId } of await this.tasks()) this.past.add(taskId);
    for (const [kind, name] of [['areas', 'areaId'], ['links', 'linkId'], ['clouds', 'cloudId'], ['images', 'digest']] as const) {
      for (const one of await this.list<Record<string, string>>([kind])) await sent(this.client.delete(placementPath(kind, one[name]!)));
    }
  }

  private userPath(userId: string, ...further: string[]): string {
    return placementPath('applications', this.applicationId, 'users', userId, ...further);
  }

  private async list<Item>(path: string[], query: Query = {}): Promise<Item[]> {
    return (await sent(this.client.get(placementPath(...path)).query(query))).body as Item[];
  }
}

/** @throws Error with the answer, if it is not what was asked for */
export async function sent(test: Test): Promise<Awaited<Test>> {
  const answer = await test;
  if (answer.status >= 300) throw new Error(`${test.method} ${test.url} is answered ${answer.status}: ${answer.text}`);
  return answer;
}
