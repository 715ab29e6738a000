import { Measurements } from '../../src/modules/handover/domain/detection/measurements.js';
import { hintOf, reportIn, type RniNotification } from '../../src/modules/handover/domain/detection/rni-notifications.js';
import { decide, type Scene } from '../../src/modules/handover/domain/source/hint-decision.js';
import type { SourceState } from '../../src/modules/handover/domain/states/source-states.js';
import type { HoStatus } from '../../src/modules/handover/domain/detection/hint.js';
import { ueKeys } from '../../src/modules/handover/domain/ue-key.js';
import { CAR_IDS, ecgi, nrcgi } from '../support/rni/harbour.js';
import { TestClock } from '../support/test-clock.js';

const told = { _links: { subscription: { href: 'http://mep.test/rni/v2/subscriptions/1' } }, associateId: CAR_IDS, timeStamp: { seconds: 1_700_000_000, nanoSeconds: 250_000_000 } };
const notification = (about: object): RniNotification => ({ ...told, ...about }) as RniNotification;

describe('what the RNIS tells', () => {
  it('is a hint if a handover of the radio network has reached a state', () => {
    const eutran = { notificationType: 'CellChangeNotification', srcEcgi: ecgi('0000101'), trgEcgi: [ecgi('0000201'), ecgi('0000301')], hoStatus: 1 };
    expect(hintOf(notification(eutran))).toEqual({
      kind: 'HO_STATUS', hoStatus: 1, ue: CAR_IDS, sourceCell: { ecgi: ecgi('0000101') }, targetCells: [{ ecgi: ecgi('0000201') }, { ecgi: ecgi('0000301') }], at: 1_700_000_000_250,
    });
    const nr = { notificationType: 'NrCellChangeNotification', srcNrcgi: nrcgi('000001001'), trgNrcgi: [nrcgi('000002001')], hoStatus: 3 };
    expect(hintOf(notification(nr))).toMatchObject({ hoStatus: 3, sourceCell: { nrcgi: nrcgi('000001001') }, targetCells: [{ nrcgi: nrcgi('000002001') }] });
  });

  it('is older than all other if it has no time, and about nobody if it names nobody', () => {
    const { timeStamp: _time, associateId: _ids, ...anonymous } = notification({ notificationType: 'CellChangeNotification', srcEcgi: ecgi('0000101'), trgEcgi: [ecgi('0000201')], hoStatus: 2 }) as typeof told;
    expect(hintOf(anonymous as never)).toMatchObject({ at: 0, ue: [] });
  });

  it('is a hint if a UE is about to leave', () => {
    const marker = { notificationType: 'EndMarkerNotification', prbUsage: { dl: 0, ul: 0 }, rsrp: 40 };
    expect(hintOf(notification({ ...marker, ecgi: ecgi('0000101') }))).toEqual({ kind: 'END_MARKER', ue: CAR_IDS, servingCell: { ecgi: ecgi('0000101') } });
    expect(hintOf(notification({ ...marker, nrcgi: nrcgi('000001001') }))).toMatchObject({ servingCell: { nrcgi: nrcgi('000001001') } });
  });

  it('is a report of the neighbours of the own technology that were measured', () => {
    const eutran = { notificationType: 'MeasRepUeNotification', eutranNeighbourCellMeasInfo: [{ ecgi: ecgi('0000201'), rsrp: 50, rsrq: 12 }, { ecgi: ecgi('0000301') }], newRadioMeasNeiInfo: [{}] };
    expect(reportIn(notification(eutran))).toEqual({ ueKeys: ueKeys(CAR_IDS), neighbours: [{ cell: { ecgi: ecgi('0000201') }, rsrp: 50, rsrq: 12 }] });
    const nr = { notificationType: 'NrMeasRepUeNotification', nrNeighCellMeasInfo: [{ nrcgi: nrcgi('000002001'), measQuantityResultsSsbCell: { rsrp: 70, sinr: 3 } }, { nrcgi: nrcgi('000003001') }] };
    expect(reportIn(notification(nr))?.neighbours).toEqual([{ cell: { nrcgi: nrcgi('000002001') }, rsrp: 70, sinr: 3 }]);
  });

  it.each(['RabEstNotification', 'TestNotification', 'ExpiryNotification'])('is of no interest otherwise (%s)', (notificationType) => {
    expect([hintOf(notification({ notificationType })), reportIn(notification({ notificationType }))]).toEqual([undefined, undefined]);
  });
});

describe('measurements', () => {
  const known = (cellId: string, rsrp: number, measuredAt: number) => ({ cell: { ecgi: ecgi(cellId) }, rsrp, measuredAt });

  it('are those of the newest report, cell by cell, and forgotten after a minute', async () => {
    const clock = new TestClock();
    const measurements = new Measurements(clock);
    const keys = ueKeys(CAR_IDS);
    const now = clock.now();
    measurements.put({ ueKeys: keys, neighbours: [{ cell: { ecgi: ecgi('0000201') }, rsrp: 60 }] });
    expect(measurements.join(keys, [known('0000201', 10, now - 5), known('0000301', 20, now - 5)])).toEqual([known('0000301', 20, now - 5), known('0000201', 60, now)]);
    expect(measurements.join(keys, [known('0000201', 10, now + 5)])).toEqual([known('0000201', 10, now + 5)]);
    await clock.advance(60_001);
    measurements.put({ ueKeys: ['other'], neighbours: [] });
    expect(measurements.join(keys, [])).toEqual([]);
  });
});

describe('a hoStatus during a handover', () => {
  const target: Scene = { fromOurs: true, toOurs: false, toTarget: true };
  const elsewhere: Scene = { fromOurs: true, toOurs: false, toTarget: false };
  const home: Scene = { fromOurs: true, toOurs: true, toTarget: false };
  const coming: Scene = { fromOurs: false, toOurs: true, toTarget: false };
  const WITH_TARGET: SourceState[] = ['TRANSFERRING', 'TRANSFERRED', 'ATTACHED'];
  const each = (states: SourceState[], statuses: HoStatus[], scene: Scene) => states.flatMap((state) => statuses.map((hoStatus) => decide(state, hoStatus, scene)));
  const only = (decisions: unknown[]) => [...new Set(decisions.map((decision) => JSON.stringify(decision)))].map((text) => (text === undefined ? undefined : JSON.parse(text)) as unknown);

  it('to the expected base station confirms what is expected', () => {
    expect(only(each(WITH_TARGET, [1, 2], target))).toEqual([{ kind: 'note' }]);
    expect(each(WITH_TARGET, [3], target)).toEqual([{ kind: 'note' }, { kind: 'leave' }, { kind: 'note' }]);
  });

  it('to another platform begins another handover', () => {
    expect(only(each(WITH_TARGET, [1, 2, 3], elsewhere))).toEqual([{ kind: 'cancel', reason: 'WRONG_PREDICTION', anew: true }]);
  });

  it('to an own cell ends it', () => {
    expect(only(each(WITH_TARGET, [1, 2], home))).toEqual([{ kind: 'cancel', reason: 'WRONG_PREDICTION', anew: false }]);
    expect(only([...each(WITH_TARGET, [3], home), ...each(WITH_TARGET, [3], coming)])).toEqual([{ kind: 'cancel', reason: 'UE_RETURNED', anew: false }]);
  });

  it('of a UE that has not come yet is of no interest', () => {
    expect(only(each(['DETECTED', ...WITH_TARGET, 'CONFIRMED', 'DEACTIVATING'], [1, 2, 4, 5], coming))).toEqual([undefined]);
  });

  it('that ends the handover of the radio network ends this one, unless the UE has left', () => {
    expect(each(['DETECTED', 'LOCATING', 'TRANSFERRING', 'TRANSFERRED', 'ATTACHED'], [4], target).map((decision) => decision?.kind)).toEqual(['cancel', 'cancel', 'cancel', 'cancel', 'note']);
    expect(decide('TRANSFERRED', 4, target)).toMatchObject({ reason: 'RADIO_REJECTED' });
    expect(decide('TRANSFERRED', 5, elsewhere)).toMatchObject({ reason: 'RADIO_CANCELLED' });
  });

  it('tells where to go as long as nothing was sent', () => {
    expect(only(each(['DETECTED', 'LOCATING'], [1, 2, 3], elsewhere))).toEqual([{ kind: 'redirect' }]);
  });

  it('lets a confirmed one deactivate when the UE leaves, wherever it goes, and changes nothing after that', () => {
    expect([decide('CONFIRMED', 3, target), decide('CONFIRMED', 3, elsewhere), decide('CONFIRMED', 3, coming)]).toEqual([{ kind: 'leave' }, { kind: 'leave' }, { kind: 'note' }]);
    expect(only([...each(['CONFIRMED'], [1, 2, 4, 5], target), ...each(['DEACTIVATING'], [1, 2, 3, 4, 5], elsewhere)])).toEqual([{ kind: 'note' }]);
  });
});
