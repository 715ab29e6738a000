import { rmSync } from 'node:fs';
import { dataFolderOf } from '../data-folder.js';
import { serverProgram } from '../process-build.js';
import { newDatabase, ServerProcess } from '../process.js';
import { specAgent, type SpecAgent } from '../spec-agent.js';
import { cleanUp } from '../clean-up.js';
import type { DockerEngine } from './docker-engine.js';

const PORT = 8080;
const SURVIVED_MS = 60_000;

type Environment = Record<string, string>;

/** A platform as its users start it on the host of an engine, where containers reach it. Its database outlives the process. */
export class PlatformOnEngine {
  readonly api: SpecAgent;
  private process: ServerProcess | undefined;

  private constructor(
    private readonly engine: DockerEngine,
    readonly environment: Environment,
    private readonly port: number,
  ) {
    this.api = specAgent({ http: `http://127.0.0.1:${port}` as never });
  }

  /** Does not start it yet. */
  static async on(engine: DockerEngine, changes: Environment = {}): Promise<PlatformOnEngine> {
    const databaseUrl = await newDatabase();
    cleanUp(() => rmSync(dataFolderOf(databaseUrl), { recursive: true, force: true }));
    const environment = {
      HOST: '0.0.0.0',
      PORT: String(PORT),
      MEC_API_ROOT: `http://${await engine.gateway()}:${PORT}`,
      MEC_PLATFORM_ID: '0198c0de-0000-7000-8000-000000000005',
      DATABASE_URL: databaseUrl,
      MEC_DATA_DIR: dataFolderOf(databaseUrl),
      MEC_RUNTIME: 'docker',
      DOCKER_HOST: engine.host,
      ...changes,
    };
    const { port, relay } = await engine.portInto(PORT);
    const platform = new PlatformOnEngine(engine, environment, port);
    cleanUp(() => relay.disconnect());
    cleanUp(() => platform.kill());
    return platform;
  }

  /** Resolves when the platform takes requests. @throws Error with what it has said, if it ends instead */
  async start(environment: Environment = {}): Promise<void> {
    const launched = this.launch(environment);
    if (await launched.ready()) return;
    const { stdout, stderr } = await launched.ended;
    throw new Error(`The platform has ended at its start:\n${stdout}\n${stderr}`);
  }

  /**
   * Starts it to die at a step: of what an earlier one has left, or of what it is asked to do then.
   * @throws Error if it lives on
   */
  async dieAt(step: string, ask?: () => Promise<unknown>): Promise<void> {
    const process = this.launch({ NODE_ENV: 'test', MEC_CRASH_AT: step });
    const survived = setTimeout(() => process.signal('SIGTERM'), SURVIVED_MS);
    // The answer may be lost with the process.
    if ((await process.ready()) && ask) await ask().catch(() => undefined);
    const { signal, stdout, stderr } = await process.ended.finally(() => clearTimeout(survived));
    if (signal !== 'SIGKILL') throw new Error(`The platform has not died at ${step}:\n${stdout}\n${stderr}`);
  }

  /** SIGTERM is the usual end, SIGKILL death without warning. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    await this.process?.kill(signal);
  }

  /** The lines of its log so far that report errors. */
  get errorLog(): string[] {
    return this.process!.errorLog;
  }

  private launch(environment: Environment): ServerProcess {
    const [file, ...words] = this.engine.onHost;
    this.process = new ServerProcess(this.port, { ...this.environment, ...environment }, [file!, ...words, process.execPath, serverProgram()]);
    return this.process;
  }
}
