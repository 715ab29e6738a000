import { setTimeout } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { CPU_REPORTER, MeasuredProcess } from './measured-process.js';

const START_MS = 60_000;

/** The same whatever the port, so that answers have the same length in every run. */
const API_ROOT = 'http://127.0.0.1:8080';

export interface PlatformBuild {
  /** The built main.js. */
  main: string;
  /** Where to leave CPU profiles; none leaves none. */
  profileFolder?: string;
}

interface Options {
  databaseFile: string;
  seedFile?: string;
  settings?: Record<string, string>;
}

/** A platform server, as users start it. */
export class Platform {
  private constructor(
    readonly process: MeasuredProcess,
    readonly url: string,
  ) {}

  static async start({ main, profileFolder }: PlatformBuild, { databaseFile, seedFile, settings }: Options): Promise<Platform> {
    const port = await freePort();
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('MEC_') && name !== 'NODE_OPTIONS');
    const environment = {
      ...Object.fromEntries(inherited),
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: `sqlite:${databaseFile}`,
      MEC_API_ROOT: API_ROOT,
      MEC_LOG_LEVEL: 'warn',
      ...(seedFile !== undefined && { MEC_SEED_FILE: seedFile }),
      ...settings,
    };
    const profile = profileFolder !== undefined ? ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`] : [];
    const nodeArguments = [...CPU_REPORTER, ...profile];
    const platform = new Platform(MeasuredProcess.start(main, { nodeArguments, environment }), `http://127.0.0.1:${port}`);
    await platform.ready();
    return platform;
  }

  stop(): Promise<void> {
    return this.process.stop();
  }

  private async ready(): Promise<void> {
    const deadline = Date.now() + START_MS;
    while (!(await this.answers())) {
      if (this.process.ended) throw new Error('The platform ended before it answered.');
      if (Date.now() > deadline) throw new Error(`The platform did not answer within ${START_MS / 1000} s.`);
      await setTimeout(50);
    }
  }

  private answers(): Promise<boolean> {
    return fetch(`${this.url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}
