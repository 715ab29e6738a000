import { allDocuments } from '../../support/declared-operations.js';
import { buildHarbour, CAR_IDS, PIER, QUAY, VAN_IDS } from '../../support/rni/harbour.js';
import { Radio } from '../../support/rni/radio.js';
import { LAYER2_MEAS, type RniSchemas } from '../../support/rni/rni.js';
import { usePlatform } from '../../support/use-platform.js';

const { openapi } = allDocuments().find(({ name }) => name === 'mec012-rni')!;
const { CellInfo, CellUEInfo } = openapi.components['schemas'] as Record<string, { properties: Record<string, object> }>;

/** Each measure of a type with a value of its own. */
const measures = (schema: typeof CellInfo, ending: string): Record<string, number> =>
  Object.fromEntries(Object.keys(schema!.properties).filter((name) => name.endsWith(ending)).map((name, index) => [name, 30 + index]));

const OF_CELL = measures(CellInfo, '_cell');
const OF_UE = measures(CellUEInfo, '_ue');

describe('layer2_meas', () => {
  const { api, application } = usePlatform();

  beforeAll(async () => {
    const radio = new Radio(api);
    await buildHarbour(radio);
    await radio.tell(
      { kind: 'CELL_STATE', state: { cell: 'quay', layer2: OF_CELL } },
      { kind: 'UE_STATE', state: { ue: 'car', layer2: OF_UE } },
      { kind: 'CELL_STATE', state: { cell: 'mole', layer2: OF_CELL } },
      { kind: 'UE_STATE', state: { ue: 'probe', layer2: OF_UE } },
      { kind: 'UE_STATE', state: { ue: 'nameless', layer2: OF_UE } },
    );
  });

  const car = { ecgi: QUAY, associateId: CAR_IDS[0], ...OF_UE };
  const quay = { ecgi: QUAY, ...OF_CELL };

  const asked = async (query: string) => (await api.get(`${LAYER2_MEAS}?${query}`).expect(200)).body as RniSchemas['L2Meas'];
  const cellsOf = ({ cellInfo }: RniSchemas['L2Meas']) => cellInfo!.map(({ ecgi }) => ecgi.cellId);
  const uesOf = ({ cellUEInfo }: RniSchemas['L2Meas']) => cellUEInfo!.map(({ associateId }) => associateId.value);

  it('tells the measurements of cells and UEs in E-UTRAN', async () => {
    const answer = await asked('');
    expect(answer.timeStamp).toEqual({ seconds: expect.any(Number), nanoSeconds: expect.any(Number) });
    expect(cellsOf(answer)).toEqual(['0010a01', '0010a02', '0010b01']);
    expect(uesOf(answer)).toEqual(['10.45.0.11', '10.45.0.12']);
    expect(answer.cellInfo![0]).toEqual(quay);
    expect(answer.cellUEInfo![0]).toEqual(car);
  });

  it.each(Object.entries(OF_CELL))('with %s=%d tells the cells that have it, and all UEs', async (name, value) => {
    const answer = await asked(`${name}=${value}`);
    expect([cellsOf(answer), uesOf(answer)]).toEqual([['0010a01'], ['10.45.0.11', '10.45.0.12']]);
    expect(cellsOf(await asked(`${name}=${value + 1}`))).toEqual([]);
  });

  it.each(Object.entries(OF_UE))('with %s=%d tells the UEs that have it, and all cells', async (name, value) => {
    const answer = await asked(`${name}=${value}`);
    expect([cellsOf(answer), uesOf(answer)]).toEqual([['0010a01', '0010a02', '0010b01'], ['10.45.0.11']]);
    expect(uesOf(await asked(`${name}=${value + 1}`))).toEqual([]);
  });

  it('takes the spelling of the published document', async () => {
    const value = OF_CELL['received_randomly_selected_preambles_low_range_cell']!;
    expect(cellsOf(await asked(`received_randomly_selecte_preambles_low_range_cell=${value}`))).toEqual(['0010a01']);
    expect(cellsOf(await asked(`received_randomly_selecte_preambles_low_range_cell=${value + 1}`))).toEqual([]);
  });

  it('with several measures tells those that have them all', async () => {
    const [[first, value], [second, other]] = Object.entries(OF_CELL) as [[string, number], [string, number]];
    expect(cellsOf(await asked(`${first}=${value}&${second}=${other}`))).toEqual(['0010a01']);
    expect(cellsOf(await asked(`${first}=${value}&${second}=${other + 1}`))).toEqual([]);
  });

  it.each([
    ['cell_id=0010b01', ['0010b01'], ['10.45.0.12']],
    ['cell_id=0010A01,0010a02', ['0010a01', '0010a02'], ['10.45.0.11']],
    ['ue_ipv4_address=10.45.0.11', ['0010a01'], ['10.45.0.11']],
    ['ue_ipv4_address=10.45.0.11,10.45.0.12', ['0010a01', '0010b01'], ['10.45.0.11', '10.45.0.12']],
    ['ue_ipv6_address=2001:db8:45::11', ['0010a01'], ['2001:db8:45::11']],
    ['nated_ip_address=198.51.100.12', ['0010b01'], ['198.51.100.12']],
    ['gtp_teid=0000c012', ['0010b01'], ['0000c012']],
    ['cell_id=0010a01&ue_ipv4_address=10.45.0.12', [], []],
    ['ue_ipv4_address=10.45.0.13', [], []],
  ])('with %s tells those cells and UEs', async (query, cells, ues) => {
    const answer = await asked(query);
    expect([cellsOf(answer), uesOf(answer)]).toEqual([cells, ues]);
  });

  it('takes known application instances', async () => {
    expect(cellsOf(await asked(`app_ins_id=${application}`))).toHaveLength(3);
  });

  it.each(['cell_id=0010fff', 'ue_ipv4_address=10.45.9.9', 'app_ins_id=nobody'])('with %s, which is unknown, is answered 404', async (query) => {
    await api.get(`${LAYER2_MEAS}?${query}`).expect(404);
  });

  it.each(['dl_gbr_prb_usage_cell=101', 'dl_gbr_prb_usage_cell=x', 'ul_gbr_delay_ue=-1', 'dl_gbr_data_volume_ue=1e3', 'number_of_active_ue_dl_gbr_cell=', 'dl_gbr_prb_usage=1', 'temp_ue_id=01c0ffee01'])(
    'with %s is answered 400',
    async (query) => {
      await api.get(`${LAYER2_MEAS}?${query}`).expect(400);
    },
  );

  it('shows the van as it is named in the query', async () => {
    expect(uesOf(await asked(`gtp_teid=0000c012&nated_ip_address=198.51.100.12`))).toEqual([VAN_IDS[1]!.value]);
    expect((await asked('cell_id=0010b01')).cellInfo![0]!.ecgi).toEqual(PIER);
  });
});
