import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { log } from '../../../src/modules/common/log/index.js';
import { cleanUp } from '../../support/clean-up.js';
import { eventually } from '../../support/eventually.js';
import { baseStationPath, casino, platformPath, platformsAt, register } from '../../support/orchestrator.js';
import { startPlatform, type TestPlatform } from '../../support/platform.js';
import { enb, load, ranPath } from '../../support/ran.js';
import { portOf } from '../../support/ran-feed.js';
import { type SpecAgent, specAgent } from '../../support/spec-agent.js';
import { SwitchedLine } from '../../support/switched-line.js';
import { TestClock } from '../../support/test-clock.js';

const A_MINUTE = 60_000;

describe('the registration at an orchestrator', () => {
  let line: SwitchedLine;
  let orchestrator: TestPlatform;
  let directory: SpecAgent;
  let warn: jest.SpiedFunction<(fields: object, text: string) => void>;
  const clock = new TestClock();
  const platforms: TestPlatform[] = [];

  beforeEach(async () => {
    line = await SwitchedLine.lay();
    warn = jest.spyOn(log, 'warn');
    cleanUp(() => warn.mockRestore());
  });

  /** Somebody else in the orchestrator's place. */
  const answerWith = async (answers: RequestListener) => {
    const server = createServer(answers);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    cleanUp(() => {
      server.closeAllConnections();
      server.close();
    });
    line.to((server.address() as AddressInfo).port);
  };

  const startOrchestrator = async (databaseUrl?: string) => {
    orchestrator = await startPlatform({ environment: { MEC_PLATFORM_ID: 'meo', ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }) } });
    directory = specAgent(orchestrator);
    line.to(portOf(orchestrator));
  };

  /** A platform that registers there. */
  const start = async (platformId: string, more: Record<string, string> = {}) => {
    const environment = { MEC_PLATFORM_ID: platformId, MEC_PLATFORM_NAME: `the ${platformId}`, MEC_ORCHESTRATOR_URL: `http://127.0.0.1:${line.port}/orchestrator/v1/`, ...more };
    const platform = await startPlatform({ clock, environment });
    platforms.push(platform);
    return specAgent(platform);
  };

  const registered = async () => (await platformsAt(directory)).slice(1).map(({ platformId, baseStations }) => [platformId, baseStations]);
  const shows = (expected: unknown) => eventually(async () => expect(await registered()).toEqual(expected));
  const minuteByMinute = (check: () => void | Promise<void>) =>
    eventually(async () => {
      await clock.advance(A_MINUTE);
      await check();
    });
  const complaints = () => warn.mock.calls.filter(([, text]) => /registered at the orchestrator/.test(text)).map(([fields]) => (fields as { reason: string }).reason);

  it('is made when a platform starts, with the base stations that it has', async () => {
    await startOrchestrator();
    const api = await start('mep-harbour', { MEC_BASE_STATIONS: 'enb-1' });
    await shows([['mep-harbour', []]]);
    await load(api);
    await shows([['mep-harbour', ['enb-001-01-00001']]]);
    await directory.get(baseStationPath('enb-001-01-00001')).expect(200, { baseStation: 'enb-001-01-00001', platformId: 'mep-harbour', platformName: 'the mep-harbour' });
    await api.delete(ranPath('base_stations', 'enb-1')).expect(204);
    await shows([['mep-harbour', []]]);
    expect(complaints()).toEqual([]);
  });

  it('is made with what the platform had when it was stopped', async () => {
    await startOrchestrator();
    await load(await start('mep-harbour'));
    await shows([['mep-harbour', ['enb-001-01-00001', 'gnb-001-01-000002']]]);
    await platforms.at(-1)!.stop();
    await directory.delete(platformPath('mep-harbour')).expect(204);
    await start('mep-harbour', { DATABASE_URL: platforms.at(-1)!.databaseUrl });
    await shows([['mep-harbour', ['enb-001-01-00001', 'gnb-001-01-000002']]]);
  });

  it('is tried every minute while nobody answers; the log says it once', async () => {
    await start('mep-harbour');
    await eventually(() => expect(complaints()).toHaveLength(1));
    await answerWith((_request, response) => response.writeHead(503, { 'content-type': 'application/problem+json' }).end('{"status":503,"detail":"Later."}'));
    for (const _round of ['told', 'not told again']) await minuteByMinute(() => expect(complaints()).toHaveLength(2));
    expect(complaints()[1]).toBe('It answered 503: Later.');
    await startOrchestrator();
    await minuteByMinute(async () => expect(await registered()).toEqual([['mep-harbour', []]]));
    expect(complaints()).toHaveLength(2);
  });

  it('is made again within a minute when the orchestrator has forgotten it', async () => {
    await startOrchestrator();
    await start('mep-harbour');
    await shows([['mep-harbour', []]]);
    await directory.delete(platformPath('mep-harbour')).expect(204);
    await minuteByMinute(async () => expect(await registered()).toEqual([['mep-harbour', []]]));
  });

  it('outlives the orchestrator', async () => {
    await startOrchestrator();
    await register(directory, 'mep-casino').expect(201);
    const before = await platformsAt(directory);
    await orchestrator.stop();
    await startOrchestrator(orchestrator.databaseUrl);
    expect((await platformsAt(directory)).slice(1)).toEqual(before.slice(1));
    await register(directory, 'mep-stadium', casino({ baseStations: [] })).expect(201);
    expect((await platformsAt(directory)).map(({ platformId }) => platformId)).toEqual(['meo', 'mep-casino', 'mep-stadium']);
  });

  it('is refused to a platform that has the base station of another, until that one has given it up', async () => {
    await startOrchestrator();
    const harbour = await start('mep-harbour');
    await load(harbour, { baseStations: [enb()], cells: [], ues: [] });
    await shows([['mep-harbour', ['enb-001-01-00001']]]);
    const casinoApi = await start('mep-casino');
    await load(casinoApi, { baseStations: [enb()], cells: [], ues: [] });
    await eventually(() => expect(complaints()).toEqual(['It answered 409: The body/baseStations/0 is enb-001-01-00001, at which the platform mep-harbour stands.']));
    await harbour.delete(ranPath('base_stations', 'enb-1')).expect(204);
    await shows([['mep-harbour', []], ['mep-casino', []]]);
    await minuteByMinute(async () => expect(await registered()).toEqual([['mep-harbour', []], ['mep-casino', ['enb-001-01-00001']]]));
  });

  it('does not keep a platform from stopping that gets no answer', async () => {
    let asked = 0;
    await answerWith(() => void asked++);
    await start('mep-harbour');
    await eventually(() => expect(asked).toBe(1));
    await platforms.at(-1)!.stop();
    expect(complaints()).toEqual([]);
  });
});
