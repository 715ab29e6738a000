import { startPlatform } from '../../support/platform.js';
import { cell, comesTo, furnishRadio, gnbStation, radioUe } from '../../support/registration-radio.js';
import { enb, eutranCell, ranPath } from '../../support/ran.js';
import { ended, load, network, registrationPath, runsOf, slices, SUPI, ue, ueOf } from '../../support/registration.js';
import { type SpecAgent, specAgent } from '../../support/spec-agent.js';
import { eventually } from '../../support/eventually.js';
import { usePlatform } from '../../support/use-platform.js';

describe('a UE that changes its cell in the emulated radio network', () => {
  const { api } = usePlatform();

  beforeEach(async () => {
    await furnishRadio(api);
    await api.delete(registrationPath());
    await load(api, { network: network({ cellChangeSettings: { rejectInclusionMode: 'B' } }) }).expect(201);
  });

  /** What came before it has been looked at by then. */
  const runsAfterMark = async (): Promise<string[]> => {
    await comesTo(api, 'probe-1', 'north-1', 'south-1');
    await eventually(async () => expect((await runsOf(api)).at(-1)).toMatchObject({ gnb: 'gNB2' }));
    return (await runsOf(api)).slice(0, -1).map(({ gnb }) => gnb);
  };

  it('registers at the new gNB, with the settings for that, and keeps what it has stored then', async () => {
    await comesTo(api, 'probe-1', 'north-1', 'south-1');
    const [begun] = await eventually(async () => {
      const runs = await runsOf(api);
      expect(runs).toHaveLength(1);
      return runs;
    });
    const run = await ended(api, begun!.id);
    expect(run).toMatchObject({ trigger: 'CELL_CHANGE', ue: 'car-1', gnb: 'gNB2', registrationType: 'MOBILITY', outcome: 'REGISTERED', settings: { rejectInclusionMode: 'B', updatesUe: true } });
    expect(await ueOf(api)).toMatchObject({ nssaiInclusionMode: 'B', allowedNssai: slices(1, 2) });
    await comesTo(api, 'probe-1', 'south-1', 'north-1');
    await eventually(async () => expect(await runsOf(api, '?state=FINISHED')).toHaveLength(2));
    expect((await runsOf(api))[1]).toMatchObject({ gnb: 'gNB1', ueState: { nssaiInclusionMode: 'B' } });
  });

  it.each<[string, (api: SpecAgent) => Promise<unknown>]>([
    ['is prepared or executed only', (at) => comesTo(at, 'probe-1', 'north-1', 'south-1', 2).then(() => comesTo(at, 'probe-1', 'north-1', 'south-1', 5))],
    ['stays at its gNB', (at) => comesTo(at, 'probe-1', 'north-1', 'north-2')],
    ['comes to an eNB', (at) => comesTo(at, 'probe-1', 'north-1', 'harbour-1')],
    ['comes to a gNB that is none of the network', (at) => comesTo(at, 'probe-1', 'north-1', 'east-1')],
    ['has a SUPI that no UE of the network has', (at) => comesTo(at, 'stranger', 'north-1', 'south-1')],
    ['has no SUPI', (at) => comesTo(at, 'nameless', 'north-1', 'south-1')],
  ])('does not register if it %s', async (_what, move) => {
    await move(api);
    expect(await runsAfterMark()).toEqual([]);
  });

  it('registers with every network that has both, also where the identity of the gNB is shorter than six digits of its cell', async () => {
    const [first, second] = network().gnbs;
    const wide = { ...second!, globalRanNodeId: { plmnId: network().plmnId, gNbId: { bitLength: 22, gNBValue: '000000' } } };
    await api.put('/registration/v1/networks/wide/scenario').send({ name: 'wide', network: network({ gnbs: [{ ...first!, defaultAmf: 'AMF3' }, wide] }), ues: [{ id: 'van-7', ...ue() }] }).expect(201);
    await comesTo(api, 'probe-1', 'north-1', 'south-1');
    await eventually(async () => expect(await runsOf(api)).toHaveLength(1));
    const { body } = await api.get('/registration/v1/networks/wide/runs').expect(200);
    expect(body).toMatchObject([{ ue: 'van-7', gnb: 'gNB2' }]);
    await api.delete('/registration/v1/networks/wide').expect(204);
  });

  it('has changed it before there was a network: nothing is made up for', async () => {
    await api.delete(registrationPath()).expect(204);
    await comesTo(api, 'probe-1', 'north-1', 'south-1');
    await load(api).expect(201);
    await comesTo(api, 'probe-1', 'south-1', 'north-1');
    expect(await runsAfterMark()).toEqual(['gNB1']);
  });
});

describe('a UE that changes its cell', () => {
  it('registers once, also across restarts', async () => {
    const first = await startPlatform();
    const api = specAgent(first);
    await furnishRadio(api, [gnbStation('north', '000001'), gnbStation('south', '000002'), enb()], [cell('north-1', 'north', '000001001'), cell('south-1', 'south', '000002001'), eutranCell()], [radioUe('probe-1', SUPI)]);
    await comesTo(api, 'probe-1', 'north-1', 'south-1');
    await load(api).expect(201);
    await comesTo(api, 'probe-1', 'south-1', 'north-1');
    await comesTo(api, 'probe-1', 'north-1', 'south-1');
    const environment = { DATABASE_URL: first.databaseUrl };
    await first.stop();
    for (let start = 0; start < 2; start++) {
      const again = await startPlatform({ environment });
      const agent = specAgent(again);
      await eventually(async () => expect(await runsOf(agent, '?state=FINISHED')).toHaveLength(2));
      expect((await runsOf(agent)).map(({ gnb }) => gnb)).toEqual(['gNB1', 'gNB2']);
      expect((await agent.get(ranPath('ues', 'probe-1', 'state')).expect(200)).body).toMatchObject({ servingCell: 'south-1' });
      await again.stop();
    }
  });
});
