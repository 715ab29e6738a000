import { type CallbackSink, startCallbackSink } from '../../support/callback-sink.js';
import { eventually } from '../../support/eventually.js';
import { buildHarbour, CAR_IDS, CAR_TEMP_ID, DATA, MOLE, PIER, QUAY, QUAY_WIDE, TOWER, VOICE, VOICE_QOS } from '../../support/rni/harbour.js';
import { Radio, type RadioEvent } from '../../support/rni/radio.js';
import { RNI_SUBSCRIPTIONS, subscribeToRni } from '../../support/rni/rni.js';
import { usePlatform } from '../../support/use-platform.js';

type Notification = Record<string, unknown>;

const PROBE_IDS = [{ type: 1, value: '10.45.0.13' }];

/** What a UE measures, and how a report carries it: E-UTRAN by 3GPP TS 36.133, 9.1.4, 9.1.7 and 9.1.17, NR by TS 38.133, 10.1.6, 10.1.11 and 10.1.16. */
const NEAR = { rsrp: -90, rsrq: -10, sinr: 10 };
const NEAR_EUTRA = { rsrp: 51, rsrq: 20, sinr: 67 };
const NEAR_NR = { rsrp: 67, rsrq: 67, sinr: 67 };
const FAR = { rsrp: -100.5, rsrq: -15.2, sinr: -3 };
const FAR_EUTRA = { rsrp: 40, rsrq: 9, sinr: 41 };
const FAR_NR = { rsrp: 56, rsrq: 56, sinr: 41 };

const carAt = (servingCell: string): RadioEvent => ({ kind: 'UE_STATE', state: { ue: 'car', attached: true, servingCell } });

/** Each type: what it is about, what happens, and what it is told besides notificationType, timeStamp and _links. */
interface Story {
  about: { subscriptionType: string } & Record<string, unknown>;
  before?: RadioEvent[];
  happens: RadioEvent[];
  told: Notification[];
}

const STORIES: Story[] = [
  {
    about: { subscriptionType: 'CellChangeSubscription', filterCriteriaAssocHo: { hoStatus: [1, 2, 3] } },
    happens: [
      { kind: 'HANDOVER', ue: 'car', sourceCell: 'quay', targetCells: ['pier', 'quay-wide'], hoStatus: 1 },
      { kind: 'HANDOVER', ue: 'car', sourceCell: 'quay', targetCells: ['pier'], hoStatus: 2 },
      { kind: 'HANDOVER', ue: 'car', sourceCell: 'quay', targetCells: ['pier'], hoStatus: 3 },
    ],
    told: [
      { associateId: CAR_IDS, tempUeId: CAR_TEMP_ID, srcEcgi: QUAY, trgEcgi: [PIER, QUAY_WIDE], hoStatus: 1 },
      { associateId: CAR_IDS, tempUeId: CAR_TEMP_ID, srcEcgi: QUAY, trgEcgi: [PIER], hoStatus: 2 },
      { associateId: CAR_IDS, tempUeId: CAR_TEMP_ID, srcEcgi: QUAY, trgEcgi: [PIER], hoStatus: 3 },
    ],
  },
  {
    about: { subscriptionType: 'CellChangeSubscription', filterCriteriaAssocHo: { hoStatus: [4, 5] } },
    happens: [
      { kind: 'HANDOVER', ue: 'car', sourceCell: 'quay', targetCells: ['pier'], hoStatus: 1 },
      { kind: 'HANDOVER', ue: 'car', sourceCell: 'quay', targetCells: ['pier'], hoStatus: 4 },
      { kind: 'HANDOVER', ue: 'car', sourceCell: 'quay', targetCells: ['pier'], hoStatus: 2 },
      { kind: 'HANDOVER', ue: 'car', sourceCell: 'quay', targetCells: ['pier'], hoStatus: 5 },
    ],
    told: [4, 5].map((hoStatus) => ({ associateId: CAR_IDS, tempUeId: CAR_TEMP_ID, srcEcgi: QUAY, trgEcgi: [PIER], hoStatus })),
  },
  {
    about: { subscriptionType: 'NrCellChangeSubscription', filterCriteriaAssocHo: { nrcgi: [TOWER] } },
    happens: [{ kind: 'HANDOVER', ue: 'probe', sourceCell: 'mole', targetCells: ['tower'], hoStatus: 3 }],
    told: [{ associateId: PROBE_IDS, srcNrcgi: MOLE, trgNrcgi: [TOWER], hoStatus: 3 }],
  },
  {
    about: { subscriptionType: 'EndMarkerSubscription', filterCriteriaEndMarker: { ecgi: [QUAY], timeToTrigger: 0 } },
    before: [{ kind: 'UE_STATE', state: { ue: 'car', measurements: [{ cell: 'quay', ...FAR }, { cell: 'mole', ...NEAR }, { cell: 'pier', ...FAR }] } }],
    happens: [{ kind: 'UE_STATE', state: { ue: 'car', prbUsage: { dl: 1.5, ul: 0.5 }, measurements: [{ cell: 'quay', ...FAR }, { cell: 'mole', rsrp: -80 }, { cell: 'pier', ...NEAR }] } }],
    told: [
      {
        associateId: CAR_IDS,
        tempUeId: CAR_TEMP_ID,
        ecgi: QUAY,
        prbUsage: { dl: 1.5, ul: 0.5 },
        rsrp: FAR_EUTRA.rsrp,
        neighbour: { ecgi: PIER, baseStation: 'enb-001-01-0010b', ...NEAR_EUTRA, measuredAt: { seconds: expect.any(Number), nanoSeconds: expect.any(Number) } },
      },
    ],
  },
  {
    about: { subscriptionType: 'EndMarkerSubscription', filterCriteriaEndMarker: { nrcgi: [MOLE], timeToTrigger: 0, rsrpOffset: -3 } },
    before: [{ kind: 'UE_STATE', state: { ue: 'probe', prbUsage: { dl: 0, ul: 0 }, measurements: [] } }],
    happens: [{ kind: 'UE_STATE', state: { ue: 'probe', measurements: [{ cell: 'mole', ...NEAR }, { cell: 'tower', rsrp: -92 }] } }],
    told: [
      {
        associateId: PROBE_IDS,
        nrcgi: MOLE,
        prbUsage: { dl: 0, ul: 0 },
        rsrp: NEAR_NR.rsrp,
        neighbour: { nrcgi: TOWER, baseStation: 'gnb-001-01-0a1b2c', rsrp: 65, measuredAt: { seconds: expect.any(Number), nanoSeconds: expect.any(Number) } },
      },
    ],
  },
  {
    about: { subscriptionType: 'RabEstSubscription', filterCriteriaQci: { qci: 1 } },
    happens: [
      { kind: 'BEARER', ue: 'car', change: 'ESTABLISHED', bearer: DATA },
      { kind: 'BEARER', ue: 'car', change: 'ESTABLISHED', bearer: VOICE },
    ],
    told: [{ associateId: CAR_IDS, tempUeId: CAR_TEMP_ID, ecgi: QUAY, erabId: 6, erabQosParameters: { qci: 1, qosInformation: VOICE_QOS } }],
  },
  {
    about: { subscriptionType: 'RabModSubscription', filterCriteriaQci: { erabId: 5, qci: 9 } },
    before: [{ kind: 'BEARER', ue: 'car', change: 'ESTABLISHED', bearer: DATA }],
    happens: [
      { kind: 'BEARER', ue: 'car', change: 'MODIFIED', bearer: { ...DATA, qci: 8 } },
      { kind: 'BEARER', ue: 'car', change: 'MODIFIED', bearer: { ...DATA, qci: 7 } },
      { kind: 'BEARER', ue: 'car', change: 'MODIFIED', bearer: { ...DATA, qci: 9 } },
      { kind: 'BEARER', ue: 'car', change: 'MODIFIED', bearer: { ...DATA, enbInfo: VOICE.enbInfo } },
    ],
    told: [8, 9].map((qci) => ({ associateId: CAR_IDS, ecgi: QUAY, erabId: 5, erabQosParameters: { qci } })),
  },
  {
    about: { subscriptionType: 'RabRelSubscription', filterCriteriaQci: { erabId: 6, qci: 1 } },
    before: [
      { kind: 'BEARER', ue: 'car', change: 'ESTABLISHED', bearer: DATA },
      { kind: 'BEARER', ue: 'car', change: 'ESTABLISHED', bearer: VOICE },
    ],
    happens: [
      { kind: 'BEARER', ue: 'car', change: 'RELEASED', bearer: DATA },
      { kind: 'BEARER', ue: 'car', change: 'RELEASED', bearer: VOICE },
    ],
    told: [{ associateId: CAR_IDS, ecgi: QUAY, erabReleaseInfo: { erabId: 6 } }],
  },
  {
    about: { subscriptionType: 'MeasRepUeSubscription', filterCriteriaAssocTri: { trigger: [12, 20] } },
    before: [{ kind: 'CARRIER_AGGREGATION', ue: 'car', primaryCell: 'quay', addedCells: ['quay-wide', 'tower'] }],
    happens: [
      {
        kind: 'MEASUREMENT_REPORT',
        ue: 'car',
        servingCell: 'quay',
        trigger: 'A3',
        measurements: [
          { cell: 'quay', ...FAR },
          { cell: 'quay-wide', rsrp: -141 },
          { cell: 'pier', ...NEAR },
          { cell: 'tower', ...FAR },
          { cell: 'mole', ...NEAR },
        ],
      },
      { kind: 'MEASUREMENT_REPORT', ue: 'car', servingCell: 'quay', trigger: 'A2', measurements: [{ cell: 'quay', ...FAR }] },
      { kind: 'MEASUREMENT_REPORT', ue: 'car', servingCell: 'quay', trigger: 'B1', measurements: [{ cell: 'quay', rsrp: -90 }] },
    ],
    told: [
      {
        associateId: CAR_IDS,
        ecgi: QUAY,
        ...FAR_EUTRA,
        trigger: 12,
        eutranNeighbourCellMeasInfo: [{ ecgi: PIER, ...NEAR_EUTRA }],
        carrierAggregationMeasInfo: [{ cellIdSrv: QUAY_WIDE.cellId, rsrpSrv: 0 }],
        newRadioMeasInfo: [
          {
            nrCarrierFreq: 633_333,
            nrSCs: { nrSCellInfo: [{ nrSCellPlmn: [TOWER.plmn], nrSCellGId: TOWER.nrCellId }], nrSCellRsrp: FAR_NR.rsrp, nrSCellRsrq: FAR_NR.rsrq, nrSCellRssi: FAR_NR.sinr },
            nrBNCs: { nrBNCellInfo: [{ nrBNCellPlmn: [MOLE.plmn], nrBNCellGId: MOLE.nrCellId }], nrBNCellRsrp: NEAR_NR.rsrp, nrBNCellRsrq: NEAR_NR.rsrq, nrBNCellRssi: NEAR_NR.sinr },
          },
        ],
        newRadioMeasNeiInfo: [{ nrNCellInfo: [{ nrNCellPlmn: [MOLE.plmn], nrNCellGId: MOLE.nrCellId }], nrNCellRsrp: NEAR_NR.rsrp, nrNCellRsrq: NEAR_NR.rsrq, nrNCellRssi: NEAR_NR.sinr }],
      },
    ],
  },
  {
    about: { subscriptionType: 'NrMeasRepUeSubscription', filterCriteriaNrMrs: { triggerNr: [12, 30] } },
    happens: [
      {
        kind: 'MEASUREMENT_REPORT',
        ue: 'probe',
        servingCell: 'mole',
        trigger: 'A3',
        measurements: [
          { cell: 'mole', ...FAR },
          { cell: 'tower', ...NEAR },
          { cell: 'pier', ...NEAR },
        ],
      },
      { kind: 'MEASUREMENT_REPORT', ue: 'probe', servingCell: 'mole', trigger: 'A2', measurements: [{ cell: 'mole', ...FAR }] },
      { kind: 'MEASUREMENT_REPORT', ue: 'probe', servingCell: 'mole', trigger: 'B1', measurements: [{ cell: 'mole', ...FAR }, { cell: 'pier', ...NEAR }] },
    ],
    told: [
      {
        associateId: PROBE_IDS,
        triggerNr: 12,
        servCellMeasInfo: [{ nrcgi: MOLE, sCell: { measQuantityResultsSsbCell: FAR_NR }, nCell: { measQuantityResultsSsbCell: NEAR_NR } }],
        nrNeighCellMeasInfo: [{ nrcgi: TOWER, measQuantityResultsSsbCell: NEAR_NR }],
      },
      {
        associateId: PROBE_IDS,
        triggerNr: 30,
        servCellMeasInfo: [{ nrcgi: MOLE, sCell: { measQuantityResultsSsbCell: FAR_NR } }],
        eutraNeighCellMeasInfo: [{ ecgi: PIER, ...NEAR_EUTRA }],
      },
    ],
  },
  {
    about: { subscriptionType: 'MeasTaSubscription', filterCriteriaAssoc: { associateId: [CAR_IDS[1]] } },
    happens: [
      { kind: 'TIMING_ADVANCE', ue: 'van', cell: 'pier', timingAdvance: 3 },
      { kind: 'TIMING_ADVANCE', ue: 'car', cell: 'quay', timingAdvance: 7690 },
    ],
    told: [{ associateId: CAR_IDS, ecgi: QUAY, timingAdvance: 7690 }],
  },
  {
    about: { subscriptionType: 'CaReconfSubscription', filterCriteriaAssoc: { ecgi: [QUAY] } },
    happens: [
      {
        kind: 'CARRIER_AGGREGATION',
        ue: 'car',
        primaryCell: 'quay',
        addedCells: ['quay-wide'],
        measurements: [
          { cell: 'quay', ...FAR },
          { cell: 'pier', ...NEAR },
          { cell: 'quay-wide', ...NEAR },
        ],
      },
      { kind: 'CARRIER_AGGREGATION', ue: 'car', primaryCell: 'quay', removedCells: ['quay-wide'], measurements: [{ cell: 'quay', ...FAR }] },
    ],
    told: [
      {
        associateId: CAR_IDS,
        ecgi: QUAY,
        secondaryCellAdd: [{ ecgi: QUAY_WIDE }],
        secondaryCellRemove: [],
        carrierAggregationMeasInfo: [
          { cellIdSrv: QUAY.cellId, rsrpSrv: FAR_EUTRA.rsrp, rsrqSrv: FAR_EUTRA.rsrq, cellIdNei: PIER.cellId, rsrpNei: NEAR_EUTRA.rsrp, rsrqNei: NEAR_EUTRA.rsrq },
        ],
      },
      { associateId: CAR_IDS, ecgi: QUAY, secondaryCellAdd: [], secondaryCellRemove: [{ ecgi: QUAY_WIDE }], carrierAggregationMeasInfo: [] },
    ],
  },
  {
    about: { subscriptionType: 'S1BearerSubscription', eventType: [1, 2, 3], S1BearerSubscriptionCriteria: { erabId: [5] } },
    happens: [
      { kind: 'BEARER', ue: 'car', change: 'ESTABLISHED', bearer: DATA },
      { kind: 'BEARER', ue: 'car', change: 'MODIFIED', bearer: { ...DATA, offeredDl: 1000 } },
      { kind: 'BEARER', ue: 'car', change: 'MODIFIED', bearer: { ...DATA, enbInfo: VOICE.enbInfo } },
      { kind: 'BEARER', ue: 'car', change: 'RELEASED', bearer: DATA },
    ],
    told: [
      [1, DATA.enbInfo] as const,
      [2, VOICE.enbInfo] as const,
      [3, VOICE.enbInfo] as const,
    ].map(([s1Event, enbInfo]) => ({
      s1Event,
      s1UeInfo: { associateId: CAR_IDS, tempUeId: CAR_TEMP_ID, ecgi: [QUAY], s1BearerInfo: [{ erabId: 5, enbInfo, sGwInfo: DATA.sGwInfo }] },
    })),
  },
];

describe('notifications of radio network information', () => {
  const { api } = usePlatform();
  const radio = new Radio(api);
  let sink: CallbackSink<Notification>;

  beforeAll(async () => {
    await buildHarbour(radio);
    sink = await startCallbackSink<Notification>({ document: 'mec012-rni', operationId: 'notificationPOST' });
  });

  /** As it was in the beginning. */
  const calm = async () => {
    for (const bearer of [DATA, VOICE]) await radio.tell(...(['ESTABLISHED', 'RELEASED'] as const).map((change) => ({ kind: 'BEARER' as const, ue: 'car', change, bearer })));
    await radio.tell({ kind: 'CARRIER_AGGREGATION', ue: 'car', primaryCell: 'quay', removedCells: ['quay-wide', 'tower'] });
    await radio.tell(carAt('quay'), { kind: 'UE_STATE', state: { ue: 'probe', servingCell: 'mole' } });
  };

  it('every type has its story', () => {
    expect(new Set(STORIES.map(({ about }) => about.subscriptionType)).size).toBe(11);
  });

  it.each(STORIES.map((story, number) => ({ number, ...story })))('$about.subscriptionType is told exactly what the standard asks for (story $number)', async ({ number, about, before = [], happens, told }) => {
    await calm();
    await radio.tell(...before);
    const name = `story-${number}`;
    const path = await subscribeToRni(api, { ...about, callbackReference: sink.url(name) });
    const began = Date.now();
    for (const event of happens) await radio.tell(event);
    await eventually(() => expect(sink.at(name)).toHaveLength(told.length));
    await api.delete(path).expect(204);
    expect(sink.at(name)).toEqual(
      told.map((body) => ({
        notificationType: about.subscriptionType.replace('Subscription', 'Notification'),
        timeStamp: { seconds: expect.any(Number), nanoSeconds: expect.any(Number) },
        ...body,
        _links: { subscription: { href: `http://mep.test:8080${path}` } },
      })),
    );
    const { seconds } = sink.at(name)[0]!['timeStamp'] as { seconds: number };
    expect(Math.abs(seconds - began / 1000)).toBeLessThan(60);
  });

  it('a test comes before the answer, and the subscription is not made if it fails', async () => {
    const about = { subscriptionType: 'MeasTaSubscription', filterCriteriaAssoc: {}, requestTestNotification: true };
    const path = await subscribeToRni(api, { ...about, callbackReference: sink.url('tested') });
    expect(sink.at('tested')).toEqual([{ notificationType: 'TestNotification', _links: { subscription: { href: `http://mep.test:8080${path}` } } }]);
    const before = (await api.get(RNI_SUBSCRIPTIONS).expect(200)).body as object;
    sink.answerNext({ status: 500 });
    await api.post(RNI_SUBSCRIPTIONS).send({ ...about, callbackReference: sink.url('refusing') }).expect(422);
    await api.get(RNI_SUBSCRIPTIONS).expect(200, before);
    await api.delete(path).expect(204);
  });

  it('a failed test makes the platform offer the websocket that was asked for too', async () => {
    sink.answerNext({ status: 404 });
    const about = { subscriptionType: 'MeasTaSubscription', filterCriteriaAssoc: {}, requestTestNotification: true };
    const { body } = await api.post(RNI_SUBSCRIPTIONS).send({ ...about, callbackReference: sink.url('failing'), websockNotifConfig: { requestWebsocketUri: true } }).expect(201);
    expect([body.callbackReference, typeof body.websockNotifConfig.websocketUri]).toEqual([undefined, 'string']);
  });

  it('are repeated until any 2xx', async () => {
    sink.answerNext({ status: 500 }, { status: 200 });
    const path = await subscribeToRni(api, { subscriptionType: 'MeasTaSubscription', filterCriteriaAssoc: {}, callbackReference: sink.url('repeated') });
    await radio.tell({ kind: 'TIMING_ADVANCE', ue: 'car', cell: 'quay', timingAdvance: 1 });
    await eventually(() => expect(sink.at('repeated')).toHaveLength(2));
    const ids = sink.received.filter(({ path: at }) => at === '/repeated').map(({ notificationId }) => notificationId);
    expect(new Set(ids).size).toBe(1);
    await api.delete(path).expect(204);
  });
});
