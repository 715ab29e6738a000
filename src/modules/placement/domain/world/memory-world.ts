import { IndexedCollection } from '../../../common/memory-index/index.js';
import { type Reachability, World } from '../ports/world.js';
import { byId, type Topology } from '../topology/topology.js';
import type { Artefact } from '../types.js';
import { DEFAULT_POLICY } from './default-policy.js';
import { KEYS, userText } from './keys.js';
import { Once } from './once.js';
import { OVER } from './task-over.js';
import type { Application, ApplicationFile, Change, Deployment, HeldReference, Policy, Task, User, UserKey, WorldChange, WorldContent, WorldItems } from './world-items.js';

type Kind = keyof WorldItems;

const UNKNOWN: Reachability = { state: 'UNKNOWN' };

const ofApplication = { application: ({ applicationId }: { applicationId: string }) => applicationId };
const ofDeployment = { ...ofApplication, cloud: ({ cloudId }: Deployment) => cloudId };
const ueText = (applicationId: string, ueKey: string): string => JSON.stringify([applicationId, ueKey]);
const ofUser = {
  ...ofApplication,
  ue: ({ applicationId, ueKey }: User) => (ueKey === undefined ? undefined : ueText(applicationId, ueKey)),
  deployment: ({ servedBy, ruleAt }: User) => [servedBy, ruleAt].filter((deploymentId) => deploymentId !== undefined),
};
const ofReference = { deployment: ({ deploymentId }: HeldReference) => deploymentId, user: (reference: HeldReference) => userText(reference) };
const placeText = (applicationId: string, cloudId: string): string => JSON.stringify([applicationId, cloudId]);
const ofTask = { deployment: ({ deploymentId }: Task) => deploymentId, place: ({ applicationId, cloudId }: Task) => placeText(applicationId, cloudId) };
const none = {};

/** Keys are made once for each, not once for each comparison. */
const sorted = <Item>(items: Item[], keyOf: (item: Item) => string): Item[] =>
  items.map((item) => ({ item, key: keyOf(item) })).sort((one, other) => byId(one.key, other.key)).map(({ item }) => item);
const byPosition = <Item extends { position: number }>(items: Item[]): Item[] => items.sort((one, other) => one.position - other.position);

const emptyCollections = () => ({
  clouds: new IndexedCollection<WorldItems['clouds'], typeof none>(none),
  links: new IndexedCollection<WorldItems['links'], typeof none>(none),
  areas: new IndexedCollection<WorldItems['areas'], typeof none>(none),
  applications: new IndexedCollection<Application, typeof none>(none),
  files: new IndexedCollection<ApplicationFile, typeof ofApplication>(ofApplication),
  artefacts: new IndexedCollection<Artefact, typeof ofApplication>(ofApplication),
  users: new IndexedCollection<User, typeof ofUser>(ofUser),
  deployments: new IndexedCollection<Deployment, typeof ofDeployment>(ofDeployment),
  references: new IndexedCollection<HeldReference, typeof ofReference>(ofReference),
  ports: new IndexedCollection<WorldItems['ports'], typeof none>(none),
  tasks: new IndexedCollection<Task, typeof ofTask>(ofTask),
});

/** Finds all by what they belong to, without looking at the others. */
export class MemoryWorld extends World {
  private items = emptyCollections();
  private readonly reachabilities = new Map<string, Reachability>();
  private currentPolicy = DEFAULT_POLICY;
  private readonly listeners: ((change: WorldChange) => void)[] = [];
  private readonly sortedClouds = new Once(() => sorted(this.items.clouds.all(), KEYS.clouds));
  private readonly sortedLinks = new Once(() => sorted(this.items.links.all(), KEYS.links));
  private readonly sortedAreas = new Once(() => sorted(this.items.areas.all(), KEYS.areas));
  private readonly currentTopology = new Once(() => this.topologyNow());

  override clouds = () => this.sortedClouds.value();
  override cloud = (cloudId: string) => this.items.clouds.get(cloudId);
  override links = () => this.sortedLinks.value();
  override link = (linkId: string) => this.items.links.get(linkId);
  override areas = () => this.sortedAreas.value();
  override area = (areaId: string) => this.items.areas.get(areaId);
  override policy = (): Policy => this.currentPolicy;
  override applications = () => sorted(this.items.applications.all(), KEYS.applications);
  override application = (applicationId: string) => this.items.applications.get(applicationId);
  override files = (applicationId: string) => this.items.files.having('application', [applicationId]);
  override artefact = (digest: string) => this.items.artefacts.get(digest);
  override usersAt = (deploymentIds: readonly string[]) => this.items.users.having('deployment', deploymentIds);
  override user = (key: UserKey) => this.items.users.get(userText(key));
  override userOfUe = (applicationId: string, ueKey: string) => this.items.users.having('ue', [ueText(applicationId, ueKey)])[0];
  override deployment = (deploymentId: string) => this.items.deployments.get(deploymentId);
  override referencesTo = (deploymentId: string) => this.items.references.having('deployment', [deploymentId]);
  override isHeld = (deploymentId: string) => this.items.references.hasAny('deployment', deploymentId);
  override referencesOf = (user: UserKey) => this.items.references.having('user', [userText(user)]);
  override ports = () => this.items.ports.all();
  override tasks = () => byPosition(this.items.tasks.all());
  override task = (taskId: string) => this.items.tasks.get(taskId);
  override tasksOf = (deploymentId: string) => byPosition(this.items.tasks.having('deployment', [deploymentId]));
  override tasksAt = (applicationId: string, cloudId: string) => byPosition(this.items.tasks.having('place', [placeText(applicationId, cloudId)]));
  override openTask = (deploymentId: string) => this.tasksOf(deploymentId).find(({ state }) => !OVER.has(state));
  override topology = () => this.currentTopology.value();
  override reachability = (cloudId: string) => this.reachabilities.get(cloudId) ?? UNKNOWN;

  override artefacts(applicationId?: string): Artefact[] {
    const { artefacts } = this.items;
    return sorted(applicationId === undefined ? artefacts.all() : artefacts.having('application', [applicationId]), (artefact) => JSON.stringify([artefact.applicationId, artefact.type, artefact.digest]));
  }

  override users(applicationId?: string): User[] {
    return sorted(applicationId === undefined ? this.items.users.all() : this.items.users.having('application', [applicationId]), userText);
  }

  override deployments({ applicationId, cloudId }: { applicationId?: string | undefined; cloudId?: string | undefined } = {}): Deployment[] {
    const { deployments } = this.items;
    const found = cloudId === undefined ? (applicationId === undefined ? deployments.all() : deployments.having('application', [applicationId])) : deployments.having('cloud', [cloudId]);
    return byPosition(applicationId === undefined ? found : found.filter((deployment) => deployment.applicationId === applicationId));
  }

  override setReachability(cloudId: string, reachability: Reachability): void {
    this.reachabilities.set(cloudId, reachability);
    this.currentTopology.forget();
  }

  override restore({ policy = DEFAULT_POLICY, ...items }: WorldContent): void {
    this.items = emptyCollections();
    this.apply({ policy, ...Object.fromEntries(Object.entries(items).map(([name, put]) => [name, { put }])) });
  }

  override apply({ policy, ...changes }: WorldChange): void {
    if (policy) this.currentPolicy = policy;
    for (const [name, change] of Object.entries(changes)) this.take(name as Kind, change);
    for (const { cloudId } of changes.clouds?.remove ?? []) this.reachabilities.delete(cloudId);
    const stale = { clouds: [this.sortedClouds, this.currentTopology], links: [this.sortedLinks, this.currentTopology], areas: [this.sortedAreas] };
    for (const [name, values] of Object.entries(stale)) if (name in changes) for (const value of values) value.forget();
    for (const listener of this.listeners) listener({ ...changes, ...(policy && { policy }) });
  }

  override onChange(listener: (change: WorldChange) => void): void {
    this.listeners.push(listener);
  }

  private take<Name extends Kind>(name: Name, { put = [], remove = [] }: Change<WorldItems[Name]>): void {
    const collection = this.items[name] as unknown as IndexedCollection<WorldItems[Name], typeof none>;
    for (const item of remove) collection.remove(KEYS[name](item));
    for (const item of put) collection.put(KEYS[name](item), item);
  }

  private topologyNow(): Topology {
    const view = ({ cloudId, removing, removingSince }: WorldItems['clouds']) => ({ cloudId, removing, removingSince, usable: !removing && this.reachability(cloudId).state !== 'UNREACHABLE' });
    return { clouds: new Map(this.clouds().map((cloud) => [cloud.cloudId, view(cloud)])), links: this.links() };
  }
}
