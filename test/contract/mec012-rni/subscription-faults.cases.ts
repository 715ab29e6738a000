import { MOLE, QUAY } from '../../support/rni/harbour.js';
import { EVERY_TYPE, RNI_SUBSCRIPTIONS, subscribeToRni } from '../../support/rni/rni.js';
import { usePlatform } from '../../support/use-platform.js';

const CALLBACK = 'http://127.0.0.1:9/unused';
const PAST = { seconds: 1, nanoSeconds: 0 };

/** What is wrong with it, and where. */
type Fault = [name: string, body: object, place: string];

const ho = (filterCriteriaAssocHo: unknown, rest: object = {}) => ({ subscriptionType: 'CellChangeSubscription', callbackReference: CALLBACK, filterCriteriaAssocHo, ...rest });
const nrHo = (filterCriteriaAssocHo: unknown) => ({ subscriptionType: 'NrCellChangeSubscription', callbackReference: CALLBACK, filterCriteriaAssocHo });
const about = (subscriptionType: string, attributes: object) => ({ subscriptionType, callbackReference: CALLBACK, ...attributes });

const FAULTS: Fault[] = [
  ['an unknown type', { subscriptionType: 'Other', callbackReference: CALLBACK }, '/subscriptionType'],
  ['no type', { callbackReference: CALLBACK, filterCriteriaAssocHo: {} }, ''],
  ['the name of a notification as its type', { subscriptionType: 'CellChangeNotification', callbackReference: CALLBACK }, '/subscriptionType'],
  ...EVERY_TYPE.map(({ subscriptionType }): Fault => [`nothing of what ${subscriptionType} is about`, { subscriptionType, callbackReference: CALLBACK }, '']),
  ['no way to tell', { subscriptionType: 'CellChangeSubscription', filterCriteriaAssocHo: {} }, ''],
  ['a websocket that is not asked for', { subscriptionType: 'CellChangeSubscription', filterCriteriaAssocHo: {}, websockNotifConfig: {} }, ''],
  ['a websocket that is refused', { subscriptionType: 'CellChangeSubscription', filterCriteriaAssocHo: {}, websockNotifConfig: { requestWebsocketUri: false } }, ''],
  ['a callback without a host', ho({}, { callbackReference: '/notifications' }), '/callbackReference'],
  ['a callback that is no HTTP', ho({}, { callbackReference: 'ftp://127.0.0.1/' }), '/callbackReference'],
  ['a test that is neither wanted nor not', ho({}, { requestTestNotification: 'yes' }), '/requestTestNotification'],
  ['a deadline without nanoseconds', ho({}, { expiryDeadline: { seconds: 4_000_000_000 } }), '/expiryDeadline'],
  ['a deadline with too many nanoseconds', ho({}, { expiryDeadline: { seconds: 4_000_000_000, nanoSeconds: 1_000_000_000 } }), '/expiryDeadline/nanoSeconds'],
  ['a filter that is a list', ho([]), '/filterCriteriaAssocHo'],
  ['a cell without a PLMN', ho({ ecgi: [{ cellId: '0010a01' }] }), '/filterCriteriaAssocHo/ecgi/0'],
  ['a cell identity of eight digits', ho({ ecgi: [QUAY, { ...QUAY, cellId: '00010a01' }] }), '/filterCriteriaAssocHo/ecgi/1/cellId'],
  ['a single cell instead of a list', ho({ ecgi: QUAY }), '/filterCriteriaAssocHo/ecgi'],
  ['a country code of two digits', ho({ ecgi: [{ ...QUAY, plmn: { mcc: '01', mnc: '01' } }] }), '/filterCriteriaAssocHo/ecgi/0/plmn/mcc'],
  ['an NR cell identity of seven digits', nrHo({ nrcgi: [MOLE, { ...MOLE, nrCellId: '0010a01' }] }), '/filterCriteriaAssocHo/nrcgi/1/nrCellId'],
  ['an unknown hoStatus', ho({ hoStatus: [3, 6] }), '/filterCriteriaAssocHo/hoStatus/1'],
  ['an identifier of the reserved type', ho({ associateId: [{ type: 0, value: '10.45.0.11' }] }), '/filterCriteriaAssocHo/associateId/0/type'],
  ['an identifier without a value', ho({ associateId: [{ type: 1 }] }), '/filterCriteriaAssocHo/associateId/0'],
  ['an IPv4 address that is none', ho({ associateId: [{ type: 1, value: '10.45.0' }] }), '/filterCriteriaAssocHo/associateId/0/value'],
  ['an IPv4 address of type IPv6', ho({ associateId: [{ type: 1, value: '10.45.0.11' }, { type: 2, value: '10.45.0.11' }] }), '/filterCriteriaAssocHo/associateId/1/value'],
  ['an IPv6 address of type IPv4', nrHo({ associateId: [{ type: 1, value: '2001:db8::1' }] }), '/filterCriteriaAssocHo/associateId/0/value'],
  ['an address behind a NAT that is none', about('MeasTaSubscription', { filterCriteriaAssoc: { associateId: [{ type: 3, value: 'nat' }] } }), '/filterCriteriaAssoc/associateId/0/value'],
  ['a TEID of seven digits', about('CaReconfSubscription', { filterCriteriaAssoc: { associateId: [{ type: 4, value: '000a001' }] } }), '/filterCriteriaAssoc/associateId/0/value'],
  ['a TEID in the criteria of S1 bearers', about('S1BearerSubscription', { eventType: [1], S1BearerSubscriptionCriteria: { associateId: [{ type: 4, value: 'x' }] } }), '/S1BearerSubscriptionCriteria/associateId/0/value'],
  ['a bad address for measurements', about('MeasRepUeSubscription', { filterCriteriaAssocTri: { associateId: [{ type: 1, value: 'x' }] } }), '/filterCriteriaAssocTri/associateId/0/value'],
  ['a bad address for NR measurements', about('NrMeasRepUeSubscription', { filterCriteriaNrMrs: { associateId: [{ type: 1, value: 'x' }] } }), '/filterCriteriaNrMrs/associateId/0/value'],
  ['a bad address for end markers', about('EndMarkerSubscription', { filterCriteriaEndMarker: { associateId: [{ type: 1, value: 'x' }] } }), '/filterCriteriaEndMarker/associateId/0/value'],
  ['an NR cell among those of E-UTRAN', about('EndMarkerSubscription', { filterCriteriaEndMarker: { ecgi: [MOLE] } }), '/filterCriteriaEndMarker/ecgi/0'],
  ['more use than there is', about('EndMarkerSubscription', { filterCriteriaEndMarker: { prbUsage: 100.5 } }), '/filterCriteriaEndMarker/prbUsage'],
  ['a hysteresis below nought', about('EndMarkerSubscription', { filterCriteriaEndMarker: { hysteresis: -1 } }), '/filterCriteriaEndMarker/hysteresis'],
  ['half a millisecond to trigger', about('EndMarkerSubscription', { filterCriteriaEndMarker: { timeToTrigger: 0.5 } }), '/filterCriteriaEndMarker/timeToTrigger'],
  ['an offset beyond 30 dB', about('EndMarkerSubscription', { filterCriteriaEndMarker: { rsrpOffset: '31' } }), '/filterCriteriaEndMarker/rsrpOffset'],
  ['no qci', about('RabEstSubscription', { filterCriteriaQci: {} }), '/filterCriteriaQci'],
  ['a qci beyond a byte', about('RabEstSubscription', { filterCriteriaQci: { qci: 256 } }), '/filterCriteriaQci/qci'],
  ['no erabId for a modification', about('RabModSubscription', { filterCriteriaQci: { qci: 1 } }), '/filterCriteriaQci'],
  ['no qci for a release', about('RabRelSubscription', { filterCriteriaQci: { erabId: 5 } }), '/filterCriteriaQci'],
  ['an erabId beyond four bits', about('RabRelSubscription', { filterCriteriaQci: { erabId: 16, qci: 1 } }), '/filterCriteriaQci/erabId'],
  ['an unknown trigger', about('MeasRepUeSubscription', { filterCriteriaAssocTri: { trigger: [6] } }), '/filterCriteriaAssocTri/trigger/0'],
  ['a trigger of E-UTRAN for NR', about('NrMeasRepUeSubscription', { filterCriteriaNrMrs: { triggerNr: [61] } }), '/filterCriteriaNrMrs/triggerNr/0'],
  ['no event type', about('S1BearerSubscription', { eventType: [], S1BearerSubscriptionCriteria: {} }), '/eventType'],
  ['the reserved event type', about('S1BearerSubscription', { eventType: [1, 0], S1BearerSubscriptionCriteria: {} }), '/eventType/1'],
];

const placesIn = ({ faults }: { faults: { place: string }[] }) => faults.map(({ place }) => place);

describe('a subscription with a fault', () => {
  const { api } = usePlatform();
  let existing: string;

  beforeAll(async () => {
    existing = await subscribeToRni(api, ho({}));
  });

  it.each(FAULTS)('%s, is answered 400 with its place', async (_name, body, place) => {
    for (const sent of [api.post(RNI_SUBSCRIPTIONS), api.put(existing)]) {
      const { body: problem } = await sent.send(body).expect(400);
      expect(placesIn(problem)).toContain(place);
    }
  });

  it('names all its faults, and only those of its type', async () => {
    const { body } = await api.post(RNI_SUBSCRIPTIONS).send(about('RabModSubscription', { filterCriteriaQci: { qci: 'x', ecgi: [{ ...QUAY, cellId: 'y' }] } })).expect(400);
    expect(placesIn(body).toSorted()).toEqual(['/filterCriteriaQci', '/filterCriteriaQci/ecgi/0/cellId', '/filterCriteriaQci/qci']);
  });

  it.each([
    ['its deadline is past', ho({}, { expiryDeadline: PAST }), 'expiryDeadline'],
    ['the test does not reach it and no websocket is asked for', ho({}, { requestTestNotification: true }), 'callbackReference'],
  ])('that is right, but %s, is answered 422', async (_name, body, place) => {
    for (const sent of [api.post(RNI_SUBSCRIPTIONS), api.put(existing)]) expect((await sent.send(body).expect(422)).body.detail).toContain(place);
  });

  it('changes nothing', async () => {
    expect((await api.get(RNI_SUBSCRIPTIONS).expect(200)).body._links.subscription).toHaveLength(1);
    expect((await api.get(existing).expect(200)).body).toMatchObject({ ...ho({ hoStatus: [3] }) });
  });

  it('may name applications, cells and UEs that nobody knows', async () => {
    const unknown = { appInstanceId: 'nobody', associateId: [{ type: 1, value: '203.0.113.1' }], ecgi: [{ ...QUAY, cellId: 'fffffff' }] };
    await subscribeToRni(api, ho(unknown));
  });

  it.each(['cellchange', 'CellChangeSubscription', '', 'cell_change,rab_est'])('the list of type "%s" is answered 400', async (name) => {
    expect((await api.get(`${RNI_SUBSCRIPTIONS}?subscription_type=${name}`).expect(400)).body.detail).toContain('subscription_type');
  });
});
