import { type ChildProcess, execFile, fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Dockerode from 'dockerode';
import { eventually } from '../eventually.js';

const run = promisify(execFile);

const INTO_NETWORK = fileURLToPath(new URL('into-network.js', import.meta.url));

const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}`);

let engines = 0;

/** Namespaces and folders of tests that were killed before they could remove them; their engines have died with them. */
function removeLeftOver(): void {
  for (const [name, pid] of spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' }).stdout.matchAll(/^mepdocker(\d+)-\d+/gm))
    if (!isAlive(Number(pid))) spawnSync('ip', ['netns', 'del', name]);
  for (const name of readdirSync(tmpdir())) {
    const pid = /^openmep-docker-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

/** A Docker engine of the test's own: its data, its socket, and a network namespace, so that the network of this host stays as it is. */
export class DockerEngine {
  /** Where it keeps everything. */
  readonly folder = mkdtempSync(join(tmpdir(), `openmep-docker-${process.pid}-`));
  readonly socket = join(this.folder, 'docker.sock');
  /** For DOCKER_HOST. */
  readonly host = `unix://${this.socket}`;
  /** To look at the engine past the driver. */
  readonly client = new Dockerode({ socketPath: this.socket, host: undefined });
  private readonly network = `mepdocker${process.pid}-${++engines}`;
  private daemon: ChildProcess | undefined;
  private readonly discardAtExit = () => this.discard();

  /** @throws Error with what it has said, if the engine doesn't start */
  static async create(): Promise<DockerEngine> {
    removeLeftOver();
    const engine = new DockerEngine();
    process.once('exit', engine.discardAtExit);
    try {
      await run('ip', ['netns', 'add', engine.network]);
      await run('ip', ['-n', engine.network, 'link', 'set', 'lo', 'up']);
      await engine.start();
      return engine;
    } catch (error) {
      engine.discard();
      throw error;
    }
  }

  /** Resolves when it answers. */
  async start(): Promise<void> {
    const log = join(this.folder, 'dockerd.log');
    const output = createWriteStream(log, { flags: 'a' });
    await once(output, 'open');
    const folders = ['--data-root', join(this.folder, 'data'), '--exec-root', join(this.folder, 'exec'), '--pidfile', join(this.folder, 'dockerd.pid')];
    // Not `ip netns exec`, which would hide the control groups of this host. With the namespace of its processes everything ends that it has started,
    // and all of that with this process.
    const [file, ...words] = this.onHost;
    const apart = [...words, 'unshare', '--pid', '--fork', '--kill-child', '--mount-proc'];
    const daemon = spawn(file!, [...apart, 'dockerd', ...folders, '--host', this.host], { stdio: ['ignore', output, output] });
    this.daemon = daemon;
    await eventually(async () => {
      if (daemon.exitCode !== null) return;
      await this.client.ping();
    });
    if (daemon.exitCode !== null) throw new Error(`The Docker engine has ended: ${readFileSync(log, 'utf8').slice(-2000)}`);
  }

  /** As a restart of the host's service would: containers go with it. */
  async stop(): Promise<void> {
    const { daemon } = this;
    if (!daemon || daemon.exitCode !== null || daemon.signalCode !== null) return;
    const ended = once(daemon, 'exit');
    const [child] = readFileSync(`/proc/${daemon.pid}/task/${daemon.pid}/children`, 'utf8').split(' ');
    process.kill(Number(child), 'SIGTERM');
    await ended;
  }

  /** Words before a command that let it run on the engine's host, and end with this process. */
  get onHost(): string[] {
    return ['setpriv', '--pdeathsig', 'KILL', 'nsenter', `--net=/run/netns/${this.network}`];
  }

  /** The address by which containers reach the engine's host. */
  async gateway(): Promise<string> {
    const [file, ...words] = this.onHost;
    const { stdout } = await run(file!, [...words, 'ip', '-4', '-json', 'address', 'show', 'docker0']);
    const [bridge] = JSON.parse(stdout) as [{ addr_info: [{ local: string }] }];
    return bridge.addr_info[0].local;
  }

  /** A port of this process's host that leads to one of the engine's host, until the process ends that passes on what comes. */
  async portInto(port: number): Promise<{ port: number; relay: ChildProcess }> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port: outside } = server.address() as AddressInfo;
    const [file, ...words] = this.onHost;
    const relay = fork(INTO_NETWORK, [String(port)], { execPath: file!, execArgv: [...words, process.execPath] });
    relay.send('listen', server);
    await once(relay, 'message');
    server.close();
    return { port: outside, relay };
  }

  /** What is answered at an address of the engine's host. @throws Error if nothing is */
  async get(url: string): Promise<string> {
    const [file, ...words] = this.onHost;
    return (await run(file!, [...words, 'curl', '-s', '-S', '-f', '-m', '5', url])).stdout;
  }

  /** Makes an image of a folder, a command and further instructions. Answers its id. */
  async build(folder: string, tag: string, command: string[], instructions: string[] = []): Promise<string> {
    const [repo, name] = tag.split(':');
    const { stdout } = spawn('tar', ['-C', folder, '-c', '.']);
    const changes = [`CMD ${JSON.stringify(command)}`, ...instructions].join('\n');
    const answer = await this.client.importImage(stdout, { repo, tag: name, changes });
    await new Promise((resolve, reject) => this.client.modem.followProgress(answer, (error) => (error ? reject(error) : resolve(undefined))));
    return (await this.client.getImage(tag).inspect()).Id;
  }

  /** Writes an image as `docker save` does. */
  async save(tag: string, file: string): Promise<void> {
    await pipeline(await this.client.getImage(tag).get(), createWriteStream(file));
  }

  /** Takes an image from an archive of `save`, under another name. */
  async load(file: string, tag: string): Promise<void> {
    const answer = await this.client.loadImage(file, { quiet: true });
    const [loaded] = await new Promise<[{ stream: string }]>((resolve, reject) =>
      this.client.modem.followProgress(answer, (error, lines) => (error ? reject(error) : resolve(lines as [{ stream: string }]))),
    );
    const name = /^Loaded image: (\S+)/.exec(loaded.stream)![1]!;
    const [repo, version] = tag.split(':') as [string, string];
    await this.client.getImage(name).tag({ repo, tag: version });
    await this.client.getImage(name).remove();
  }

  /** Ends the engine and whatever it runs, and leaves nothing behind. */
  async remove(): Promise<void> {
    for (const { Id } of await this.client.listContainers({ all: true })) await this.client.getContainer(Id).remove({ force: true });
    await this.stop();
    this.discard();
  }

  private discard(): void {
    process.off('exit', this.discardAtExit);
    this.daemon?.kill('SIGKILL');
    spawnSync('ip', ['netns', 'del', this.network]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
