import { buildHarbour, CAR_IDS, DATA, PIER, QUAY, VAN_IDS, VOICE, VOICE_QOS } from '../../support/rni/harbour.js';
import { Radio } from '../../support/rni/radio.js';
import { RAB_INFO, type RniSchemas } from '../../support/rni/rni.js';
import { usePlatform } from '../../support/use-platform.js';

describe('rab_info', () => {
  const { api, application } = usePlatform();

  beforeAll(async () => {
    const radio = new Radio(api);
    await buildHarbour(radio);
    await radio.tell(
      { kind: 'BEARER', ue: 'car', change: 'ESTABLISHED', bearer: DATA },
      { kind: 'BEARER', ue: 'car', change: 'ESTABLISHED', bearer: VOICE },
      { kind: 'BEARER', ue: 'van', change: 'ESTABLISHED', bearer: { ...DATA, qci: 8 } },
      { kind: 'BEARER', ue: 'probe', change: 'ESTABLISHED', bearer: DATA },
    );
  });

  const data = { erabId: 5, erabQosParameters: { qci: 9 } };
  const voice = { erabId: 6, erabQosParameters: { qci: 1, qosInformation: VOICE_QOS } };
  const ofCar = (...erabInfo: object[]) => ({ ecgi: QUAY, ueInfo: [{ associateId: CAR_IDS, erabInfo }] });
  const ofVan = { ecgi: PIER, ueInfo: [{ associateId: VAN_IDS, erabInfo: [{ erabId: 5, erabQosParameters: { qci: 8 } }] }] };

  const asked = async (query: string) => ((await api.get(`${RAB_INFO}?${query}`).expect(200)).body as RniSchemas['RabInfo']).cellUserInfo;

  it('shows the E-RABs by cell and UE, those in E-UTRAN only', async () => {
    expect(await asked('')).toEqual([ofCar(data, voice), ofVan]);
  });

  it.each([
    ['cell_id=0010A01', () => [ofCar(data, voice)]],
    ['cell_id=0010a01,0010b01', () => [ofCar(data, voice), ofVan]],
    ['cell_id=0010a01&cell_id=0010fff', () => [ofCar(data, voice)]],
    ['ue_ipv4_address=10.45.0.11', () => [ofCar(data, voice)]],
    ['ue_ipv4_address=10.45.0.11,10.45.0.12', () => [ofCar(data, voice), ofVan]],
    ['ue_ipv6_address=2001:DB8:45:0::11', () => [ofCar(data, voice)]],
    ['nated_ip_address=198.51.100.12', () => [ofVan]],
    ['gtp_teid=0000C012', () => [ofVan]],
    ['ue_ipv4_address=10.45.0.12&gtp_teid=0000c012', () => [ofVan]],
    ['ue_ipv4_address=10.45.0.11&gtp_teid=0000c012', () => []],
    ['cell_id=0010b01&ue_ipv4_address=10.45.0.11', () => []],
    ['erab_id=5', () => [ofCar(data), ofVan]],
    ['qci=9', () => [ofCar(data)]],
    ['qci=77', () => []],
    ['erab_mbr_dl=512000', () => [ofCar(voice)]],
    ['erab_mbr_ul=256000', () => [ofCar(voice)]],
    ['erab_gbr_dl=128000', () => [ofCar(voice)]],
    ['erab_gbr_ul=64000', () => [ofCar(voice)]],
    ['erab_gbr_ul=64000&qci=9', () => []],
    ['erab_mbr_dl=512001', () => []],
    ['ue_ipv4_address=10.45.0.13', () => []],
  ])('with %s shows those that match', async (query, expected) => {
    expect(await asked(query)).toEqual(expected());
  });

  it('says when this was so, for whom, and gives each answer an id', async () => {
    const answers = await Promise.all([1, 2].map(async () => (await api.get(`${RAB_INFO}?app_ins_id=${application}`).expect(200)).body as RniSchemas['RabInfo']));
    expect(answers[0]).toMatchObject({ appInstanceId: application, timeStamp: { seconds: expect.any(Number) }, cellUserInfo: [ofCar(data, voice), ofVan] });
    expect(answers[0]!.requestId).not.toBe(answers[1]!.requestId);
  });

  it('names no application instance that it does not know', async () => {
    const { body } = await api.get(RAB_INFO).expect(200);
    expect(body.appInstanceId).toBe('unknown');
    await api.get(`${RAB_INFO}?app_ins_id=${application},nobody`).expect(200);
  });

  it.each(['cell_id=0010fff', 'ue_ipv4_address=10.45.9.9', 'ue_ipv6_address=2001:db8::9', 'nated_ip_address=10.45.0.11', 'gtp_teid=0000dddd', 'app_ins_id=nobody', 'ue_ipv4_address=10.45.0.11&gtp_teid=0000dddd'])(
    'with %s, which is unknown, is answered 404',
    async (query) => {
      await api.get(`${RAB_INFO}?${query}`).expect(404);
    },
  );

  it.each([
    ['cell_id=10a01', 'cell_id'],
    ['cell_id=', 'cell_id'],
    ['cell_id=0010g01', 'cell_id'],
    ['ue_ipv4_address=10.45.0.256', 'ue_ipv4_address'],
    ['ue_ipv4_address=2001:db8::1', 'ue_ipv4_address'],
    ['ue_ipv6_address=10.45.0.11', 'ue_ipv6_address'],
    ['nated_ip_address=somewhere', 'nated_ip_address'],
    ['gtp_teid=12', 'gtp_teid'],
    ['app_ins_id=', 'app_ins_id'],
    ['erab_id=16', 'erab_id'],
    ['erab_id=five', 'erab_id'],
    ['erab_id=5&erab_id=6', 'erab_id'],
    ['qci=-1', 'qci'],
    ['qci=1.5', 'qci'],
    ['erab_mbr_dl=4000000000001', 'erab_mbr_dl'],
    ['temp_ue_id=01c0ffee01', 'temp_ue_id'],
  ])('with %s is answered 400, naming the parameter', async (query, name) => {
    expect((await api.get(`${RAB_INFO}?${query}`).expect(400)).body.detail).toContain(name);
  });
});
