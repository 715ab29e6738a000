import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/config/index.js';
import type { Program } from './program.js';
import type { RunningPlatform, Stage } from './stage.js';
import { telling } from './telling.js';

const SCRIPT = join(PACKAGE_ROOT, 'examples', 'mec-app', 'src', 'main.ts');
const HEARTBEAT = /^heartbeat$|\/liveness/;

interface Options {
  /** Address that it serves at. */
  host: string;
  /** Whether what it says and asks for is told. */
  aloud: boolean;
}

/** The application of examples/mec-app in a process of its own: it warns drivers of hazards in their cell. */
export class ExampleApp {
  static readonly NAME = 'hazard-warning';

  private constructor(
    readonly program: Program,
    readonly appInstanceId: string,
    /** Where it serves. */
    readonly url: string,
    readonly host: string,
  ) {}

  /** Starts it, and waits until it serves. */
  static async start(stage: Stage, name: string, platform: RunningPlatform, { host, aloud }: Options): Promise<ExampleApp> {
    const environment = { MEC_PLATFORM: platform.url, MEC_APP_NAME: ExampleApp.NAME, APP_HOST: host, APP_PORT: '0', APP_LIVENESS_S: '2', MEC_TRACE: 'curl' };
    const program = stage.program(name, { words: ['--import', 'tsx', SCRIPT], environment, ...(aloud && { onLine: aloudOnce() }) });
    const [, appInstanceId] = await program.line(/^registered as (\S+)/);
    const [, url] = await program.line(/^serving at ([^\s,]+)/);
    return new ExampleApp(program, appInstanceId!, url!, host);
  }
}

/** Tells each line; of the heartbeats only the first. */
function aloudOnce(): (line: string) => void {
  const told = new Set<string>();
  return (line) => {
    const isRequest = line.startsWith('$ ');
    if (HEARTBEAT.test(line)) {
      const kind = isRequest ? 'request' : 'line';
      if (told.has(kind)) return;
      told.add(kind);
    }
    if (isRequest) telling.request(line.slice(2));
    else telling.note(`app: ${line}`);
  };
}
