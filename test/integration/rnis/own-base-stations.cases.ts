import { eventually } from '../../support/eventually.js';
import { DATA, PIER, PLMN, QUAY } from '../../support/rni/harbour.js';
import { LAYER2_MEAS, PLMN_INFO, RAB_INFO, type RniSchemas, S1_BEARER_INFO } from '../../support/rni/rni.js';
import { measured, TIMING_ADVANCE, useRni } from '../../support/rni/rni-world.js';

describe('with base stations of its own, radio network information', () => {
  const world = useRni({ MEC_BASE_STATIONS: 'quay' });
  const { callback } = world;

  it('is told of what happens there only', async () => {
    await world.subscribeTo(TIMING_ADVANCE);
    await world.radio.tell(
      { kind: 'TIMING_ADVANCE', ue: 'van', cell: 'pier', timingAdvance: 1 },
      { kind: 'TIMING_ADVANCE', ue: 'car', cell: 'quay', timingAdvance: 2 },
      { kind: 'TIMING_ADVANCE', ue: 'van', cell: 'pier', timingAdvance: 3 },
      { kind: 'TIMING_ADVANCE', ue: 'car', cell: 'quay', timingAdvance: 4 },
    );
    await eventually(() => expect(measured(callback.told)).toEqual([2, 4]));
  });

  it('is told of handovers that lead there or away', async () => {
    await world.subscribeTo({ subscriptionType: 'CellChangeSubscription', filterCriteriaAssocHo: {} });
    const over = (ue: string, sourceCell: string, target: string) => world.radio.tell({ kind: 'HANDOVER', ue, sourceCell, targetCells: [target], hoStatus: 3 });
    await over('van', 'pier', 'quay');
    await over('car', 'quay', 'pier');
    await over('van', 'quay', 'quay-wide');
    await eventually(() => expect(callback.told).toHaveLength(3));
    expect(callback.told.map(({ body }) => body['srcEcgi'])).toEqual([PIER, QUAY, QUAY]);
  });

  it('knows its own cells, their UEs and their PLMNs', async () => {
    await world.radio.addBaseStation({ id: 'foreign', type: 'ENB', plmn: { mcc: '001', mnc: '09' }, nodeId: '0010c', position: { latitude: 0, longitude: 0 } });
    await world.radio.addCell({ id: 'foreign', baseStation: 'foreign', ecgi: { plmn: { mcc: '001', mnc: '09' }, cellId: '0010c01' }, transmitPower: 43, carrierFrequency: 1800, bandwidth: 100 });
    for (const ue of ['car', 'van']) await world.radio.tell({ kind: 'BEARER', ue, change: 'ESTABLISHED', bearer: DATA });
    const instance = await world.startInstance();
    const { cellUserInfo } = (await world.api.get(RAB_INFO).expect(200)).body as RniSchemas['RabInfo'];
    expect(cellUserInfo!.map(({ ecgi }) => ecgi)).toEqual([QUAY]);
    expect((await world.api.get(S1_BEARER_INFO).expect(200)).body.s1UeInfo).toHaveLength(1);
    expect((await world.api.get(LAYER2_MEAS).expect(200)).body.cellInfo).toHaveLength(2);
    expect((await world.api.get(`${PLMN_INFO}?app_ins_id=${instance}`).expect(200)).body[0].plmn).toEqual([PLMN]);
    await world.api.get(`${RAB_INFO}?cell_id=${PIER.cellId}`).expect(404);
    expect((await world.api.get(`${RAB_INFO}?ue_ipv4_address=10.45.0.12`).expect(200)).body.cellUserInfo).toEqual([]);
  });
});
