import { PlatformFinder } from '../../../src/modules/handover/domain/addresses/platform-finder.js';
import { eventually } from '../../support/eventually.js';
import { baseStationsAt, casino, platformsAt, register } from '../../support/orchestrator.js';
import { addressPath, ADDRESSES } from '../../support/handover.js';
import { peersOf, type PeerSettings } from '../../support/peers.js';
import { startPlatform, type TestPlatform } from '../../support/platform.js';
import { enb, gnb, load } from '../../support/ran.js';
import { portOf } from '../../support/ran-feed.js';
import { specAgent } from '../../support/spec-agent.js';
import { SwitchedLine } from '../../support/switched-line.js';

const plmn = { mcc: '001', mnc: '01' };
const AT_HARBOUR = { ecgi: { plmn, cellId: '0000101' } };
const AT_CASINO = { nrcgi: { plmn, nrCellId: '0000003A1' } };
const AT_STADIUM = { ecgi: { plmn, cellId: '0000401' } };
const CASINO = { platformId: 'mep-casino', baseStation: 'gnb-001-01-0000003' };

/** Three platforms start. */
const LONGEST_MS = 60_000;

const finderOf = ({ server }: TestPlatform): PlatformFinder => server.app.get(PlatformFinder, { strict: false });

describe('the platform at a base station', () => {
  let line: SwitchedLine;
  let peers: Record<'mep-harbour' | 'mep-casino', PeerSettings>;
  let orchestrator: TestPlatform;
  let harbour: TestPlatform;

  const start = async (settings: Record<string, string>, baseStations: ReturnType<typeof enb>[]) => {
    const platform = await startPlatform({ environment: settings });
    await load(specAgent(platform), { baseStations, cells: [], ues: [] });
    return platform;
  };

  /** A harbour and a casino that are peers of each other, and a stadium that is nobody's; all of them are registered. */
  beforeAll(async () => {
    line = await SwitchedLine.lay();
    peers = await peersOf(['mep-harbour', 'mep-casino']);
    orchestrator = await startPlatform({ environment: { MEC_PLATFORM_ID: 'meo' } });
    line.to(portOf(orchestrator));
    const environment = { MEC_ORCHESTRATOR_URL: `http://127.0.0.1:${line.port}/orchestrator/v1` };
    harbour = await start({ ...environment, ...peers['mep-harbour'].environment }, [enb()]);
    await start({ ...environment, ...peers['mep-casino'].environment }, [gnb({ nodeId: '0000003' })]);
    await register(specAgent(orchestrator), 'mep-stadium', casino({ baseStations: ['enb-001-01-00004'] })).expect(201);
    await eventually(async () => expect(await baseStationsAt(specAgent(orchestrator))).toHaveLength(3));
  }, LONGEST_MS);

  it('is found at the orchestrator, if it is a peer', async () => {
    const finder = finderOf(harbour);
    expect(await finder.find(AT_CASINO)).toEqual(CASINO);
    expect(await finder.find(AT_CASINO, CASINO.baseStation)).toEqual(CASINO);
    expect(await finder.find(AT_HARBOUR)).toBe('ours');
    expect(await finder.find(AT_STADIUM)).toBeUndefined();
    expect(await finder.find({ ecgi: { plmn, cellId: '0000901' } })).toBeUndefined();
  });

  it('has told the orchestrator where its Mp3 is', async () => {
    const shown = (await platformsAt(specAgent(orchestrator))).map(({ platformId, mp3Uri }) => [platformId, mp3Uri]);
    expect(Object.fromEntries(shown)).toEqual({
      'meo': undefined,
      'mep-harbour': `https://127.0.0.1:${peers['mep-harbour'].port}/mp3/v1`,
      'mep-casino': `https://127.0.0.1:${peers['mep-casino'].port}/mp3/v1`,
      'mep-stadium': casino().mp3Uri,
    });
  });

  it('is found in the table while the orchestrator is away, and nowhere else', async () => {
    line.to(undefined);
    const finder = finderOf(harbour);
    await expect(finder.find(AT_CASINO)).rejects.toThrow('The orchestrator does not answer');
    expect(await finder.find(AT_HARBOUR)).toBe('ours');
    const api = specAgent(harbour);
    await api.post(ADDRESSES).send({ baseStation: 'gnb-001-01-0000003', platformId: 'mep-casino' }).expect(201);
    expect(await finder.find(AT_CASINO)).toEqual(CASINO);
    await api.delete(addressPath('gnb-001-01-0000003')).expect(204);
    await expect(finder.find(AT_CASINO)).rejects.toThrow('The orchestrator does not answer');
    line.to(portOf(orchestrator));
    expect(await finder.find(AT_CASINO)).toEqual(CASINO);
  });

  it('is found by the orchestrator in its own directory', async () => {
    const { 'mep-lighthouse': { environment } } = await peersOf(['mep-lighthouse', 'mep-casino']);
    const lighthouse = await start(environment, [enb({ nodeId: '00007' })]);
    expect(await finderOf(lighthouse).find(AT_CASINO)).toBeUndefined();
    await register(specAgent(lighthouse), 'mep-casino', casino({ baseStations: [CASINO.baseStation] })).expect(201);
    expect(await finderOf(lighthouse).find(AT_CASINO)).toEqual(CASINO);
  });
});
