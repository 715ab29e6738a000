interface Mount {
  Source: string;
  Target: string;
  ReadOnly?: boolean;
}

/** What the engine is asked to create, as far as the stand-in looks at it. */
export interface CreatedContainer {
  Image: string;
  Labels?: Record<string, string>;
  Healthcheck?: object;
  HostConfig: { NetworkMode?: string; PortBindings?: Record<string, { HostIp?: string; HostPort: string }[]>; Mounts?: Mount[] };
}

interface Container extends CreatedContainer {
  Id: string;
  Labels: Record<string, string>;
  state: 'created' | 'running' | 'exited';
  /** While it runs. */
  ports: Record<string, { HostIp: string; HostPort: string }[]>;
}

interface Volume {
  Name: string;
  Labels: Record<string, string>;
  /** Tar files that have been put into it. */
  files: Buffer[];
}

/** A fault as the engine tells it. */
export class DockerFault extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const FIRST_FREE_PORT = 49_152;
const EVERY_ADDRESS = '0.0.0.0';

const lacking = (what: string) => new DockerFault(404, `No such ${what}`);
const has = (labels: Record<string, string>, wanted: string[]) => wanted.every((label) => Object.entries(labels).some(([name, value]) => `${name}=${value}` === label));

/** Images, containers, networks and volumes, and what the engine says no to. */
export class DockerObjects {
  /** Names and ids, by which images are known. */
  readonly images = new Map<string, string>();
  readonly networks = new Map<string, Record<string, string>>();
  readonly volumes = new Map<string, Volume>();
  /** Ports of the host that others have, such as `127.0.0.2:1216`. */
  readonly strangers = new Set<string>();
  /** Addresses of the host that are none. */
  readonly foreignAddresses = new Set<string>();
  /** By the label openmep.container; healthy if it is not here. */
  readonly health = new Map<string, 'starting' | 'unhealthy'>();
  private readonly all = new Map<string, Container>();
  private freePort = FIRST_FREE_PORT;

  get names(): string[] {
    return [...this.all.keys()];
  }

  /** What was asked for of the containers that are there, to the letter. */
  get asked(): CreatedContainer[] {
    return [...this.all.values()].map(({ Id: _id, state: _state, ports: _ports, ...asked }) => asked);
  }

  addImage(id: string): object {
    this.images.set(id, id);
    return { stream: `Loaded image ID: ${id}` };
  }

  image(name: string): { Id: string } {
    const id = this.images.get(name);
    if (id === undefined) throw lacking(`image: ${name}`);
    return { Id: id };
  }

  tag(image: string, name: string): object {
    this.images.set(name, this.image(image).Id);
    return {};
  }

  /** The last name takes the image with it. */
  untag(name: string): object {
    const { Id } = this.image(name);
    this.images.delete(name);
    if (![...this.images].some(([other, id]) => id === Id && other !== Id)) this.images.delete(Id);
    return [];
  }

  create(name: string, container: CreatedContainer): { Id: string } {
    this.image(container.Image);
    if (this.all.has(name)) throw new DockerFault(409, `Conflict. The container name "/${name}" is already in use`);
    for (const { Source } of container.HostConfig.Mounts ?? []) if (!this.volumes.has(Source)) this.createVolume(Source, {});
    this.all.set(name, { Labels: {}, ...container, Id: name, state: 'created', ports: {} });
    return { Id: name };
  }

  containers(labels: string[]): Container[] {
    return [...this.all.values()].filter(({ Labels }) => has(Labels, labels));
  }

  inspect(id: string): object {
    const { Labels, state, ports, Healthcheck } = this.container(id);
    const Health = Healthcheck && state === 'running' && { Status: this.health.get(Labels['openmep.container'] ?? '') ?? 'healthy' };
    return { Id: id, Config: { Labels }, State: { Status: state, ExitCode: 0, ...(Health && { Health }) }, RestartCount: 0, NetworkSettings: { Ports: ports } };
  }

  start(id: string): undefined {
    const container = this.container(id);
    if (container.state === 'running') throw new DockerFault(304, '');
    const { NetworkMode = 'default', PortBindings = {} } = container.HostConfig;
    if (!['default', 'none'].includes(NetworkMode) && !NetworkMode.startsWith('container:') && !this.networks.has(NetworkMode)) throw lacking(`network ${NetworkMode} not found`);
    const ports = Object.entries(PortBindings).map(([port, bindings]) => [port, bindings.map(({ HostIp, HostPort }) => this.bind(HostIp || EVERY_ADDRESS, HostPort || String(this.freePort++), port))] as const);
    Object.assign(container, { state: 'running', ports: Object.fromEntries(ports) });
  }

  stop(id: string): undefined {
    const container = this.container(id);
    if (container.state !== 'running') throw new DockerFault(304, '');
    Object.assign(container, { state: 'exited', ports: {} });
  }

  remove(id: string): undefined {
    this.container(id);
    this.all.delete(id);
  }

  createNetwork(name: string, labels: Record<string, string>): { Id: string } {
    if (this.networks.has(name)) throw new DockerFault(409, `network with name ${name} already exists`);
    this.networks.set(name, labels);
    return { Id: name };
  }

  /** Only containers that run are in a network. */
  removeNetwork(name: string): undefined {
    if (!this.networks.has(name)) throw lacking(`network: ${name}`);
    const isUsed = [...this.all.values()].some(({ state, HostConfig }) => state === 'running' && HostConfig.NetworkMode === name);
    if (isUsed) throw new DockerFault(403, `error while removing network: network ${name} has active endpoints`);
    this.networks.delete(name);
  }

  /** One that is there stays as it is. */
  createVolume(Name: string, Labels: Record<string, string>): Volume {
    const volume = this.volumes.get(Name) ?? { Name, Labels, files: [] };
    this.volumes.set(Name, volume);
    return volume;
  }

  volumesWith(labels: string[]): Omit<Volume, 'files'>[] {
    return [...this.volumes.values()].filter(({ Labels }) => has(Labels, labels)).map(({ Name, Labels }) => ({ Name, Labels }));
  }

  removeVolume(name: string): undefined {
    if (!this.volumes.has(name)) throw lacking(`volume: ${name}`);
    if ([...this.all.values()].some(({ HostConfig: { Mounts = [] } }) => Mounts.some(({ Source }) => Source === name))) throw new DockerFault(409, `remove ${name}: volume is in use`);
    this.volumes.delete(name);
  }

  put(id: string, path: string, archive: Buffer): object {
    const mount = this.container(id).HostConfig.Mounts?.find(({ Target }) => Target === path);
    if (!mount) throw new DockerFault(404, `Could not find the file ${path} in container ${id}`);
    if (mount.ReadOnly) throw new DockerFault(500, 'mounted volume is marked read-only');
    this.volumes.get(mount.Source)!.files.push(archive);
    return {};
  }

  private container(id: string): Container {
    const container = this.all.get(id);
    if (!container) throw lacking(`container: ${id}`);
    return container;
  }

  private bind(HostIp: string, HostPort: string, port: string): { HostIp: string; HostPort: string } {
    const failed = 'driver failed programming external connectivity on endpoint: ';
    const taken = [...this.all.values()].flatMap(({ ports }) => ports[port] ?? []).filter((other) => other.HostPort === HostPort);
    if (taken.some((other) => [HostIp, other.HostIp].includes(EVERY_ADDRESS) || other.HostIp === HostIp)) throw new DockerFault(500, `${failed}Bind for ${HostIp}:${HostPort} failed: port is already allocated`);
    if (this.foreignAddresses.has(HostIp)) throw new DockerFault(500, `${failed}listen tcp4 ${HostIp}:${HostPort}: bind: cannot assign requested address`);
    if (this.strangers.has(`${HostIp}:${HostPort}`)) throw new DockerFault(500, `${failed}listen tcp4 ${HostIp}:${HostPort}: bind: address already in use`);
    return { HostIp, HostPort };
  }
}
