import { buildHarbour, PLMN } from '../../support/rni/harbour.js';
import { Radio } from '../../support/rni/radio.js';
import { PLMN_INFO } from '../../support/rni/rni.js';
import { createApplication } from '../../support/factories.js';
import { usePlatform } from '../../support/use-platform.js';

describe('plmn_info', () => {
  const { platform, api, application } = usePlatform();

  it('has nothing to tell without cells', async () => {
    await api.get(`${PLMN_INFO}?app_ins_id=${application}`).expect(200, []);
  });

  describe('with cells', () => {
    const radio = new Radio(api);
    const secondPlmn = { mcc: '001', mnc: '002' };
    let other: string;

    beforeAll(async () => {
      await buildHarbour(radio);
      const position = { latitude: 0, longitude: 0 };
      await radio.addBaseStation({ id: 'far', type: 'GNB', plmn: secondPlmn, nodeId: '0a1b2d', position });
      await radio.addCell({ id: 'far', baseStation: 'far', nrcgi: { plmn: secondPlmn, nrCellId: '0a1b2d001' }, transmitPower: 43, carrierFrequency: 3500, bandwidth: 106 });
      other = await createApplication(platform);
    });

    const entry = (appInstanceId: string) => ({ timeStamp: { seconds: expect.any(Number), nanoSeconds: expect.any(Number) }, appInstanceId, plmn: [PLMN, secondPlmn] });

    it('tells their PLMNs, each once', async () => {
      expect((await api.get(`${PLMN_INFO}?app_ins_id=${application}`).expect(200)).body).toEqual([entry(application)]);
    });

    it('has an entry for each application instance that is known', async () => {
      const { body } = await api.get(`${PLMN_INFO}?app_ins_id=${application},nobody&app_ins_id=${other},${other}`).expect(200);
      expect(body).toEqual([entry(application), entry(other)]);
    });
  });

  it('is answered 404 if none is known', async () => {
    await api.get(`${PLMN_INFO}?app_ins_id=nobody,somebody`).expect(404);
  });

  it.each(['', '?app_ins_id=', `?app_ins_id=x,`, '?app_ins_id=x&cell_id=0010a01'])('"%s" is answered 400', async (query) => {
    await api.get(`${PLMN_INFO}${query}`).expect(400);
  });
});
