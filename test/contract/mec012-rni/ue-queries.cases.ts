import { ranPath } from '../../support/ran.js';
import { buildHarbour, CAR_IDS, CAR_TEMP_ID, DATA, MOLE, PIER, QUAY, TOWER, VAN_IDS } from '../../support/rni/harbour.js';
import { Radio } from '../../support/rni/radio.js';
import { BEARER_INFO, type RniSchemas, UE_CONTEXT } from '../../support/rni/rni.js';
import { usePlatform } from '../../support/use-platform.js';

const TIME = { seconds: expect.any(Number), nanoSeconds: expect.any(Number) };

/** What the queries of this platform's own tell of UEs: the car and the nameless one at the quay, the van at the pier, the probe in NR. */
describe('ue_context and bearer_info', () => {
  const { api } = usePlatform();
  const radio = new Radio(api);
  const data = { erabId: 5, qci: 9, enbInfo: DATA.enbInfo, sGwInfo: DATA.sGwInfo };

  beforeAll(async () => {
    await buildHarbour(radio);
    const quay = (await api.get(ranPath('base_stations', 'quay')).expect(200)).body;
    await api.put(ranPath('base_stations', 'quay')).send({ ...quay, transportPort: 2153, dataPlane: { ipAddress: '10.9.0.1', port: 2154 } }).expect(200);
    await radio.tell(
      { kind: 'BEARER', ue: 'car', change: 'ESTABLISHED', bearer: DATA },
      { kind: 'BEARER', ue: 'probe', change: 'ESTABLISHED', bearer: DATA },
      {
        kind: 'UE_STATE',
        state: {
          ue: 'car',
          prbUsage: { dl: 1.5, ul: 0.5 },
          measurements: [
            { cell: 'mole', rsrp: -60 },
            { cell: 'quay-wide', rsrp: -97 },
            { cell: 'pier', rsrp: -92.5, rsrq: -9, sinr: 2 },
            { cell: 'quay', rsrp: -96.5 },
          ],
        },
      },
      { kind: 'UE_STATE', state: { ue: 'probe', measurements: [{ cell: 'quay', rsrp: -50 }, { cell: 'mole', rsrp: -90 }, { cell: 'tower', rsrp: -88 }] } },
      { kind: 'UE_STATE', state: { ue: 'car', secondaryCells: ['quay-wide'] } },
    );
  });

  const contexts = async (query: string) => ((await api.get(`${UE_CONTEXT}?${query}`).expect(200)).body as RniSchemas['UeContextInfo']).ueContext;
  const bearers = async (query: string) => ((await api.get(`${BEARER_INFO}?${query}`).expect(200)).body as RniSchemas['UeBearerInfo']).ueBearerInfo;

  it('tell of a UE in E-UTRAN its cell, bearers, use and neighbours, those of its technology first', async () => {
    const { body } = await api.get(`${UE_CONTEXT}?ue_ipv4_address=10.45.0.11`).expect(200);
    expect(body).toEqual({
      timeStamp: TIME,
      ueContext: [
        {
          associateId: CAR_IDS,
          tempUeId: CAR_TEMP_ID,
          attached: true,
          ecgi: QUAY,
          baseStation: 'enb-001-01-0010a',
          dataPlane: { ipAddress: '10.9.0.1', port: 2154 },
          bearers: [data],
          rsrp: 44,
          neighbours: [
            { ecgi: PIER, baseStation: 'enb-001-01-0010b', rsrp: 48, rsrq: 22, sinr: 51, measuredAt: TIME },
            { nrcgi: MOLE, baseStation: 'gnb-001-01-0a1b2c', rsrp: 97, measuredAt: TIME },
          ],
          prbUsage: { dl: 1.5, ul: 0.5 },
        },
      ],
    });
  });

  it('tell of a UE in NR likewise', async () => {
    const [context] = await contexts('ue_ipv4_address=10.45.0.13');
    expect(context).toMatchObject({ nrcgi: MOLE, baseStation: 'gnb-001-01-0a1b2c', bearers: [data], rsrp: 67, prbUsage: { dl: 0, ul: 0 } });
    expect(context).not.toHaveProperty('dataPlane');
    expect(context!.neighbours.map(({ rsrp, ...rest }) => [rsrp, rest.nrcgi ?? rest.ecgi])).toEqual([[69, TOWER], [91, QUAY]]);
    const [info] = await bearers('ue_ipv4_address=10.45.0.13');
    expect(info!.bearerInformation).toEqual({ baseStation: 'gnb-001-01-0a1b2c', ipAddress: '192.0.2.67', port: 2152, dataPlane: { ipAddress: '192.0.2.67', port: 2152 }, bearers: [data] });
  });

  it('tell where the bearers end', async () => {
    const { body } = await api.get(`${BEARER_INFO}?temp_ue_id=01C0FFEE01`).expect(200);
    const bearerInformation = { baseStation: 'enb-001-01-0010a', ipAddress: '192.0.2.65', port: 2153, dataPlane: { ipAddress: '10.9.0.1', port: 2154 }, bearers: [data] };
    expect(body).toEqual({ timeStamp: TIME, ueBearerInfo: [{ associateId: CAR_IDS, tempUeId: CAR_TEMP_ID, bearerInformation }] });
  });

  it('tell of all UEs if none is named, also of one without identifiers, bearers or measurements', async () => {
    const all = await contexts('');
    expect(all.map(({ associateId }) => associateId)).toEqual([CAR_IDS, VAN_IDS, [{ type: 1, value: '10.45.0.13' }], []]);
    expect(all[3]).toMatchObject({ bearers: [], neighbours: [] });
    expect(all[3]).not.toHaveProperty('rsrp');
    expect(await bearers('')).toHaveLength(4);
  });

  it.each([
    ['temp_ue_id=01c0ffee01', [CAR_IDS]],
    ['ue_ipv6_address=2001:DB8:45:0::11', [CAR_IDS]],
    ['nated_ip_address=198.51.100.12', [VAN_IDS]],
    ['gtp_teid=0000C012', [VAN_IDS]],
    ['ue_ipv4_address=10.45.0.11,10.45.0.12', [CAR_IDS, VAN_IDS]],
    ['ue_ipv4_address=10.45.0.12,10.45.9.9&gtp_teid=0000c012', [VAN_IDS]],
  ])('with %s tell of those that match', async (query, expected) => {
    expect((await contexts(query)).map(({ associateId }) => associateId)).toEqual(expected);
    expect((await bearers(query)).map(({ associateId }) => associateId)).toEqual(expected);
  });

  it.each(['ue_ipv4_address=10.45.9.9', 'temp_ue_id=02c0ffee02', 'ue_ipv4_address=10.45.0.11&gtp_teid=0000c012', 'ue_ipv4_address=10.45.0.11&gtp_teid=0000dddd'])(
    'with %s, where nothing matches, are answered 404',
    async (query) => {
      await api.get(`${UE_CONTEXT}?${query}`).expect(404);
      await api.get(`${BEARER_INFO}?${query}`).expect(404);
    },
  );

  it.each([
    ['temp_ue_id=1c0ffee01', 'temp_ue_id'],
    ['ue_ipv4_address=10.45.0.256', 'ue_ipv4_address'],
    ['ue_ipv6_address=10.45.0.11', 'ue_ipv6_address'],
    ['nated_ip_address=somewhere', 'nated_ip_address'],
    ['gtp_teid=12', 'gtp_teid'],
    ['cell_id=0010a01', 'cell_id'],
    ['app_ins_id=x', 'app_ins_id'],
  ])('with %s are answered 400, naming the parameter', async (query, name) => {
    for (const path of [UE_CONTEXT, BEARER_INFO]) expect((await api.get(`${path}?${query}`).expect(400)).body.detail).toContain(name);
  });

  it('follow the UE to its next base station, and know it no more once it has left the network', async () => {
    await radio.tell({ kind: 'HANDOVER', ue: 'car', sourceCell: 'quay', targetCells: ['pier'], hoStatus: 3 });
    expect((await contexts('temp_ue_id=01c0ffee01'))[0]).toMatchObject({ ecgi: PIER, neighbours: [{ ecgi: QUAY }, { rsrp: 44 }, { nrcgi: MOLE }] });
    const [info] = await bearers('temp_ue_id=01c0ffee01');
    expect(info!.bearerInformation).toMatchObject({ baseStation: 'enb-001-01-0010b', ipAddress: '192.0.2.66', bearers: [{ erabId: 5, enbInfo: { ipAddress: '192.0.2.66' } }] });
    await radio.tell({ kind: 'UE_STATE', state: { ue: 'car', attached: false } });
    for (const path of [UE_CONTEXT, BEARER_INFO]) await api.get(`${path}?temp_ue_id=01c0ffee01`).expect(404);
  });

  it('say when a cell was measured, by the network\'s clock', async () => {
    await api.put(ranPath('clock')).send({ mode: 'STEPPED' }).expect(200);
    const measured = async () => {
      const { timeStamp, ueContext } = (await api.get(`${UE_CONTEXT}?ue_ipv4_address=10.45.0.13`).expect(200)).body as RniSchemas['UeContextInfo'];
      const milliseconds = ({ seconds, nanoSeconds }: RniSchemas['TimeStamp']) => seconds * 1000 + nanoSeconds / 1e6;
      return ueContext[0]!.neighbours.map(({ measuredAt }) => milliseconds(timeStamp) - milliseconds(measuredAt));
    };
    await radio.tell({ kind: 'MEASUREMENT_REPORT', ue: 'probe', servingCell: 'mole', trigger: 'A3', measurements: [{ cell: 'mole', rsrp: -90 }, { cell: 'tower', rsrp: -85 }] });
    expect(await measured()).toEqual([0]);
    await radio.passTime(3000);
    expect(await measured()).toEqual([3000]);
  });
});
