import { buildHarbour, CAR_IDS, CAR_TEMP_ID, DATA, PIER, QUAY, VAN_IDS, VOICE } from '../../support/rni/harbour.js';
import { Radio } from '../../support/rni/radio.js';
import { type RniSchemas, S1_BEARER_INFO } from '../../support/rni/rni.js';
import { usePlatform } from '../../support/use-platform.js';

describe('s1_bearer_info', () => {
  const { api } = usePlatform();
  const radio = new Radio(api);

  it('is answered 404 while there is none', async () => {
    await buildHarbour(radio);
    await api.get(S1_BEARER_INFO).expect(404);
  });

  describe('of UEs with bearers', () => {
    beforeAll(() =>
      radio.tell(
        { kind: 'BEARER', ue: 'car', change: 'ESTABLISHED', bearer: DATA },
        { kind: 'BEARER', ue: 'car', change: 'ESTABLISHED', bearer: VOICE },
        { kind: 'BEARER', ue: 'van', change: 'ESTABLISHED', bearer: DATA },
        { kind: 'BEARER', ue: 'probe', change: 'ESTABLISHED', bearer: DATA },
        { kind: 'BEARER', ue: 'nameless', change: 'ESTABLISHED', bearer: DATA },
      ),
    );

    const data = { erabId: 5, enbInfo: DATA.enbInfo, sGwInfo: DATA.sGwInfo };
    const voice = { erabId: 6, enbInfo: VOICE.enbInfo, sGwInfo: VOICE.sGwInfo };
    const ofCar = (...s1BearerInfoDetailed: object[]) => ({ tempUeId: CAR_TEMP_ID, associateId: CAR_IDS, ecgi: [QUAY], s1BearerInfoDetailed });
    const ofVan = { associateId: VAN_IDS, ecgi: [PIER], s1BearerInfoDetailed: [data] };

    const asked = async (query: string) => ((await api.get(`${S1_BEARER_INFO}?${query}`).expect(200)).body as RniSchemas['S1BearerInfo']).s1UeInfo;

    it('tells their tunnels, of those in E-UTRAN that have a name', async () => {
      const { body } = await api.get(S1_BEARER_INFO).expect(200);
      expect(body).toEqual({ timeStamp: { seconds: expect.any(Number), nanoSeconds: expect.any(Number) }, s1UeInfo: [ofCar(data, voice), ofVan] });
    });

    it.each([
      ['temp_ue_id=01C0FFEE01', () => [ofCar(data, voice)]],
      ['temp_ue_id=01c0ffee01,02c0ffee02', () => [ofCar(data, voice)]],
      ['ue_ipv4_address=10.45.0.12', () => [ofVan]],
      ['ue_ipv6_address=2001:db8:45::11', () => [ofCar(data, voice)]],
      ['nated_ip_address=198.51.100.12', () => [ofVan]],
      ['gtp_teid=0000c012', () => [ofVan]],
      ['cell_id=0010a01', () => [ofCar(data, voice)]],
      ['erab_id=5', () => [ofCar(data), ofVan]],
      ['erab_id=6', () => [ofCar(voice)]],
      ['erab_id=5,6', () => [ofCar(data, voice), ofVan]],
      ['erab_id=6&cell_id=0010a01,0010b01&temp_ue_id=01c0ffee01', () => [ofCar(voice)]],
    ])('with %s tells those that match', async (query, expected) => {
      expect(await asked(query)).toEqual(expected());
    });

    it.each(['erab_id=6&cell_id=0010b01', 'temp_ue_id=01c0ffee01&ue_ipv4_address=10.45.0.12', 'temp_ue_id=02c0ffee02', 'cell_id=0010fff', 'ue_ipv4_address=10.45.0.13', 'erab_id=15'])(
      'with %s, where nothing matches, is answered 404',
      async (query) => {
        await api.get(`${S1_BEARER_INFO}?${query}`).expect(404);
      },
    );
  });

  it.each([
    ['temp_ue_id=1c0ffee01', 'temp_ue_id'],
    ['temp_ue_id=01c0ffee0x', 'temp_ue_id'],
    ['erab_id=16', 'erab_id'],
    ['erab_id=5,six', 'erab_id'],
    ['erab_id=5,', 'erab_id'],
    ['nated_ip_address=10.45.0.12,x', 'nated_ip_address'],
    ['app_ins_id=x', 'app_ins_id'],
    ['qci=1', 'qci'],
  ])('with %s is answered 400, naming the parameter', async (query, name) => {
    expect((await api.get(`${S1_BEARER_INFO}?${query}`).expect(400)).body.detail).toContain(name);
  });
});
