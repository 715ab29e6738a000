import { spawnSync } from 'node:child_process';
import { freePort } from '../../../bench/processes/free-port.js';
import { addressOf, MecApp } from '../../support/mec-app.js';
import { launchProcess, newDatabase } from '../../support/process.js';
import { serverProgram } from '../../support/process-build.js';

/** What a shell makes of a line. */
const words = (line: string) => spawnSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }; ${line}`], { encoding: 'utf8' }).stdout.trimEnd().split('\n');

/** The platform starts twice. */
const LONGEST_MS = 120_000;

describe('the example application and a platform in a process of its own', () => {
  it('waits for the platform, tells its requests as curl lines, and goes on when the platform was away', async () => {
    serverProgram();
    const port = await freePort();
    const platform = `http://127.0.0.1:${port}`;
    const environment = { MEC_API_ROOT: platform, DATABASE_URL: await newDatabase() };
    const app = new MecApp({ MEC_PLATFORM: platform, MEC_APP_NAME: `the harbour's warnings`, MEC_TRACE: 'curl', APP_LIVENESS_S: '1' });
    await app.said(/^the platform is not there yet; asking again in 0.5 s/);

    const first = await launchProcess(environment, port);
    await first.ready();
    const address = await addressOf(app);
    const lines = app.lines.filter((line) => line.startsWith('$ curl ')).map((line) => words(line.slice(2)));
    const body = JSON.stringify({ appName: `the harbour's warnings`, endpoint: { uris: [address] } });
    expect(lines[0]).toEqual(['-X', 'POST', `${platform}/mec_app_support/v2/registrations`, '-H', 'content-type: application/json', '-d', body]);
    expect(lines).toContainEqual([`${platform}/rni/v2/queries/rab_info`]);

    await first.kill();
    await app.said(/^the platform does not hear the heartbeat/);
    const second = await launchProcess(environment, port);
    await second.ready();
    await app.saysAgain('heartbeat');
    app.signal('SIGINT');
    expect(await app.ended).toBe(0);
  }, LONGEST_MS);
});
