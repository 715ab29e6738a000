import { eventually } from '../../support/eventually.js';
import { feedUrl } from '../../support/ran-feed.js';
import { buildHarbour, DATA, MOLE, nrcgi, PLMN } from '../../support/rni/harbour.js';
import type { RadioEvent } from '../../support/rni/radio.js';
import { BEARER_INFO, type RniSchemas, UE_CONTEXT } from '../../support/rni/rni.js';
import { RniWorld } from '../../support/rni/rni-world.js';

const WALL = nrcgi('0a1b2d001');
const ALL = [1, 2, 3, 4, 5];

type Status = 1 | 2 | 3 | 4 | 5;

/** The next status of a handover of the car in E-UTRAN, or of the probe in NR. */
const car = (hoStatus: Status, sourceCell = 'quay', targetCells = ['pier']): RadioEvent => ({ kind: 'HANDOVER', ue: 'car', sourceCell, targetCells, hoStatus });
const probe = (hoStatus: Status, sourceCell = 'mole', targetCells = ['wall']): RadioEvent => ({ kind: 'HANDOVER', ue: 'probe', sourceCell, targetCells, hoStatus });

/** Two platforms: the base stations quay and mole are the first one's, which hosts the network; pier and wall are the second one's, which follows it. */
describe('platforms side by side', () => {
  let first: RniWorld;
  let second: RniWorld;

  beforeEach(async () => {
    first = await RniWorld.begun({ MEC_BASE_STATIONS: 'quay,mole' });
    await buildHarbour(first.radio);
    await first.radio.addBaseStation({ id: 'wall', type: 'GNB', plmn: PLMN, nodeId: '0a1b2d', position: { latitude: 43.74, longitude: 7.43 }, transportPort: 2153, dataPlane: { ipAddress: '10.9.0.4', port: 2154 } });
    await first.radio.addCell({ id: 'wall', baseStation: 'wall', nrcgi: WALL, transmitPower: 43, carrierFrequency: 3500, bandwidth: 106, subcarrierSpacing: 30 });
    await first.radio.tell(...['car', 'probe'].map((ue): RadioEvent => ({ kind: 'BEARER', ue, change: 'ESTABLISHED', bearer: DATA })));
    second = await RniWorld.begun({ MEC_BASE_STATIONS: 'pier,wall', MEC_RAN_FEED: feedUrl(first.platform) });
    await eventually(() => second.api.get(`${UE_CONTEXT}?ue_ipv4_address=10.45.0.12`).expect(200));
    for (const world of [first, second]) {
      await world.callback.listen();
      for (const subscriptionType of ['CellChangeSubscription', 'NrCellChangeSubscription']) await world.subscribeTo({ subscriptionType, filterCriteriaAssocHo: { hoStatus: ALL } });
    }
  });

  const toldTo = ({ callback }: RniWorld) => callback.told.map(({ body }) => body['hoStatus']);

  it.each([
    ['E-UTRAN', car],
    ['NR', probe],
  ] as const)('are both told every hoStatus of a handover from one to the other in %s', async (_name, next) => {
    const [there, back] = next === car ? ['quay', 'pier'] : ['mole', 'wall'];
    const story: Status[][] = [[1, 4], [1, 2, 5], [1, 5], [1, 2, 3]];
    await first.radio.tell(...story.flat().map((hoStatus) => next(hoStatus)), ...([1, 2, 3] as const).map((hoStatus) => next(hoStatus, back, [there])));
    for (const world of [first, second]) await eventually(() => expect(toldTo(world)).toEqual([...story.flat(), 1, 2, 3]));
  });

  it.each([
    ['E-UTRAN', (hoStatus: Status, targets: string[]) => car(hoStatus, 'quay', targets), 'quay-wide', 'pier'],
    ['NR', (hoStatus: Status, targets: string[]) => probe(hoStatus, 'mole', targets), 'tower', 'wall'],
  ] as const)('of a cell that was considered only are told the preparation, and nothing of what became of it, in %s', async (_name, next, own, foreign) => {
    await first.radio.tell(next(1, [own, foreign]), next(2, [own]), next(3, [own]));
    await eventually(() => expect(toldTo(first)).toEqual([1, 2, 3]));
    await first.radio.tell({ kind: 'HANDOVER', ue: 'van', sourceCell: 'pier', targetCells: ['quay'], hoStatus: 5 });
    await eventually(() => expect(toldTo(second)).toEqual([1, 1, 5]));
  });

  it.each([
    ['E-UTRAN', car(3), '10.45.0.11', { baseStation: 'enb-001-01-0010b', ipAddress: '192.0.2.66', port: 2152, dataPlane: { ipAddress: '192.0.2.66', port: 2152 } }],
    ['NR', probe(3), '10.45.0.13', { baseStation: 'gnb-001-01-0a1b2d', port: 2153, dataPlane: { ipAddress: '10.9.0.4', port: 2154 } }],
  ] as const)('know a UE where it is: first the one, then the other, with the ends of its bearers there, in %s', async (_name, over, address, expected) => {
    const path = (query: string) => `${query}?ue_ipv4_address=${address}`;
    const knows = async (world: RniWorld, status: number) => eventually(() => Promise.all([UE_CONTEXT, BEARER_INFO].map((query) => world.api.get(path(query)).expect(status))));
    await knows(first, 200);
    await knows(second, 404);
    await first.radio.tell(over);
    await knows(second, 200);
    await knows(first, 404);
    const { bearerInformation } = ((await second.api.get(path(BEARER_INFO)).expect(200)).body as RniSchemas['UeBearerInfo']).ueBearerInfo[0]!;
    expect(bearerInformation).toMatchObject(expected);
    expect(bearerInformation.bearers).toEqual([{ erabId: 5, qci: 9, enbInfo: { ipAddress: bearerInformation.ipAddress, tunnelId: expect.any(String) }, sGwInfo: DATA.sGwInfo }]);
  });

  it('tell of a neighbour at the other one where it belongs', async () => {
    await first.radio.tell({ kind: 'UE_STATE', state: { ue: 'probe', measurements: [{ cell: 'mole', rsrp: -90 }, { cell: 'wall', rsrp: -80 }] } });
    const { body } = await first.api.get(`${UE_CONTEXT}?ue_ipv4_address=10.45.0.13`).expect(200);
    expect((body as RniSchemas['UeContextInfo']).ueContext[0]).toMatchObject({ nrcgi: MOLE, neighbours: [{ nrcgi: WALL, baseStation: 'gnb-001-01-0a1b2d', rsrp: 77 }] });
  });
});
