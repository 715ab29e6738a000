import fc from 'fast-check';
import { type EventConfig, type EventTrigger, enters, leaves } from '../../src/modules/ran/domain/measurement/conditions.js';
import { filtered, filterShare } from '../../src/modules/ran/domain/measurement/layer-3-filter.js';
import { evaluateEvent, evaluatePeriod, notReporting } from '../../src/modules/ran/domain/measurement/reporting.js';
import { RadioNetwork } from '../../src/modules/ran/domain/radio-network.js';
import type { ReportConfig } from '../../src/modules/ran/domain/types.js';
import { car, enb, eutranCell, gnb, nrCell, ofKind, parked, plain, START, until } from './ran-scenes.js';

const config = (trigger: EventTrigger, others: Partial<ReportConfig> = {}): EventConfig => ({ id: trigger, rat: 'EUTRA', threshold1: -100, threshold2: -90, offset: 3, hysteresis: 2, ...others, trigger });

describe('conditions of TS 36.331, 5.5.4, with Hys 2, Off 3, Thresh -100 and -90', () => {
  it.each<[EventTrigger, serving: number, neighbour: number, 'enters' | 'leaves' | 'neither']>([
    ['A1', -97.9, 0, 'enters'],
    ['A1', -98, 0, 'neither'],
    ['A1', -102, 0, 'neither'],
    ['A1', -102.1, 0, 'leaves'],
    ['A2', -102.1, 0, 'enters'],
    ['A2', -102, 0, 'neither'],
    ['A2', -97.9, 0, 'leaves'],
    ['A3', -100, -94.9, 'enters'],
    ['A3', -100, -95, 'neither'],
    ['A3', -100, -99, 'neither'],
    ['A3', -100, -99.1, 'leaves'],
    ['A6', -100, -94.9, 'enters'],
    ['A6', -100, -99.1, 'leaves'],
    ['A4', 0, -97.9, 'enters'],
    ['A4', 0, -102.1, 'leaves'],
    ['B1', 0, -97.9, 'enters'],
    ['B1', 0, -98, 'neither'],
    ['B1', 0, -102.1, 'leaves'],
    ['A5', -102.1, -87.9, 'enters'],
    ['A5', -102.1, -88, 'neither'],
    ['A5', -102, -87.9, 'neither'],
    ['A5', -97.9, -50, 'leaves'],
    ['A5', -150, -92.1, 'leaves'],
    ['B2', -102.1, -87.9, 'enters'],
    ['B2', -97.9, -50, 'leaves'],
    ['B2', -150, -92.1, 'leaves'],
  ])('%s with serving %d and neighbour %d: %s', (trigger, serving, neighbour, wanted) => {
    const values = { serving, neighbour };
    expect({ enters: enters(config(trigger), values), leaves: leaves(config(trigger), values) }).toEqual({ enters: wanted === 'enters', leaves: wanted === 'leaves' });
  });

  const level = fc.double({ min: -140, max: -40, noNaN: true });
  const configs = fc.record({
    trigger: fc.constantFrom<EventTrigger>('A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'B1', 'B2'),
    threshold1: level,
    threshold2: level,
    offset: fc.integer({ min: -15, max: 15 }),
    hysteresis: fc.double({ min: 0, max: 15, noNaN: true }),
  });

  it('nothing enters and leaves at once', () => {
    fc.assert(fc.property(configs, level, level, ({ trigger, ...others }, serving, neighbour) => !(enters(config(trigger, others), { serving, neighbour }) && leaves(config(trigger, others), { serving, neighbour }))));
  });

  it('without hysteresis everything does one of both, but for equality', () => {
    fc.assert(
      fc.property(configs, level, level, ({ trigger, ...others }, serving, neighbour) => {
        const sharp = config(trigger, { ...others, hysteresis: 0 });
        const [entering, leaving] = [enters(sharp, { serving, neighbour }), leaves(sharp, { serving, neighbour })];
        const onEdge = [serving - others.threshold1, neighbour - others.threshold1, neighbour - others.threshold2, neighbour - serving - others.offset].includes(0);
        expect(onEdge || entering !== leaving).toBe(true);
      }),
    );
  });
});

describe('reporting', () => {
  /** Looks every 100 ms at one neighbour whose level follows a list, and tells when reports are sent. */
  function reportTimes(others: Partial<ReportConfig>, levels: (number | undefined)[]): number[] {
    const [state, event] = [notReporting(), config('A4', { hysteresis: 0, ...others })];
    return levels.flatMap((neighbour, step) => {
      const candidates = neighbour === undefined ? [] : [{ cellId: 'a', values: { serving: 0, neighbour } }];
      return evaluateEvent(state, event, candidates, step * 100) ? [step * 100] : [];
    });
  }
  const good = (steps: number) => Array<number>(steps).fill(-90);
  const bad = (steps: number) => Array<number>(steps).fill(-110);

  it.each<[string, Partial<ReportConfig>, (number | undefined)[], number[]]>([
    ['at once without time to trigger', {}, [...bad(2), ...good(3)], [200]],
    ['after the time to trigger', { timeToTrigger: 320 }, [...bad(2), ...good(9)], [600]],
    ['not if the condition does not hold so long', { timeToTrigger: 320 }, [...good(3), ...bad(1), ...good(3), ...bad(1)], []],
    ['again when the cell has left and come back', {}, [...good(2), ...bad(2), ...good(2)], [0, 400]],
    ['not when it leaves for less than the time to trigger', { timeToTrigger: 200 }, [...good(5), ...bad(2), ...good(5)], [200]],
    ['in a series while the event lasts', { reportAmount: 3, reportInterval: 200 }, good(12), [0, 200, 400]],
    ['in a series without end', { reportAmount: 0, reportInterval: 240 }, good(10), [0, 300, 600, 900]],
    ['no more after the event', { reportAmount: 0, reportInterval: 200 }, [...good(3), ...bad(9)], [0, 200]],
    ['again when the cell was lost meanwhile', { timeToTrigger: 200 }, [...good(4), undefined, ...good(4)], [200, 700]],
  ])('is sent %s', (_what, others, levels, times) => {
    expect(reportTimes(others, levels)).toEqual(times);
  });

  it('is periodical from the beginning, as often as configured', () => {
    const times = (reportAmount: number) => {
      const state = notReporting();
      const periodical: ReportConfig = { id: 'p', rat: 'EUTRA', trigger: 'PERIODICAL', reportInterval: 300, reportAmount };
      return Array.from({ length: 10 }, (_unused, step) => step * 100).filter((now) => evaluatePeriod(state, periodical, now));
    };
    expect(times(1)).toEqual([0]);
    expect(times(2)).toEqual([0, 300]);
    expect(times(0)).toEqual([0, 300, 600, 900]);
  });

  it('a cell is triggered only after it has entered for the time to trigger, and stays until it has left for as long', () => {
    const levels = fc.array(fc.integer({ min: -105, max: -95 }), { maxLength: 60 });
    fc.assert(
      fc.property(levels, fc.constantFrom(0, 100, 320, 640), fc.integer({ min: 0, max: 3 }), (neighbours, timeToTrigger, hysteresis) => {
        const [state, event] = [notReporting(), config('A4', { timeToTrigger, hysteresis })];
        const heldFor = (step: number, holds: (values: { serving: number; neighbour: number }) => boolean) => {
          const start = neighbours.slice(0, step + 1).findLastIndex((neighbour) => !holds({ serving: 0, neighbour })) + 1;
          return start > step ? -1 : (step - start) * 100;
        };
        neighbours.forEach((neighbour, step) => {
          const wasTriggered = state.triggered.length > 0;
          evaluateEvent(state, event, [{ cellId: 'a', values: { serving: 0, neighbour } }], step * 100);
          const isTriggered = state.triggered.length > 0;
          if (!wasTriggered) expect(isTriggered).toBe(heldFor(step, (values) => enters(event, values)) >= timeToTrigger);
          else expect(isTriggered).toBe(!(heldFor(step, (values) => leaves(event, values)) >= timeToTrigger));
        });
      }),
    );
  });
});

describe('the layer 3 filter (5.5.3.2)', () => {
  const sample = (value: number) => ({ rsrp: value, rsrq: value, sinr: value });

  it('takes half of a sample every 200 ms, and is as fast with other intervals', () => {
    expect(filterShare(200)).toBeCloseTo(0.5, 12);
    expect(filterShare(100)).toBeCloseTo(0.292893, 6);
    const twice = filtered(filtered(sample(0), sample(10), filterShare(100)), sample(10), filterShare(100));
    expect(twice.rsrp).toBeCloseTo(filtered(sample(0), sample(10), filterShare(200)).rsrp, 9);
  });

  it('begins with the first sample', () => {
    expect(filtered(undefined, sample(-80), 0.1)).toEqual(sample(-80));
  });
});

describe('reports of UEs', () => {
  it.each<[ReportConfig['trigger'], Partial<ReportConfig>]>([
    ['A1', { threshold1: -90 }],
    ['A2', { threshold1: -80 }],
    ['A3', { offset: 2 }],
    ['A4', { threshold1: -85 }],
    ['A5', { threshold1: -80, threshold2: -85 }],
  ])('%s comes on a drive from one eNB to another, when its condition holds', (trigger, others) => {
    const network = plain({ reportConfigs: [{ id: 'it', rat: 'EUTRA', hysteresis: 1, timeToTrigger: 160, ...others, trigger }] });
    network.putUe(car('car', 250, 950));
    const report = ofKind(until(network, ({ kind }) => kind === 'MEASUREMENT_REPORT'), 'MEASUREMENT_REPORT')[0]!;
    expect(report).toMatchObject({ trigger, ue: { id: 'car' }, cell: { id: 'west-1', rat: 'EUTRA', ecgi: { cellId: '0000101' } }, height: 2 });
    const serving = report.servingCells[0]!.serving;
    expect(serving.cell.id).toBe('west-1');
    expect(report.neighbours.map(({ cell }) => cell.id)).toEqual(trigger === 'A1' || trigger === 'A2' ? [] : ['east-1']);
    const neighbour = report.neighbours[0]?.rsrp ?? 0;
    const values = { serving: serving.rsrp, neighbour };
    expect(enters(config(trigger as EventTrigger, { hysteresis: 1, ...others }), values)).toBe(true);
  });

  /** An eNB and a gNB at one place, the eNB with two carriers. */
  function mixed(reportConfigs: ReportConfig[], power = 43): RadioNetwork {
    const network = RadioNetwork.create({ now: START, configuration: { shadowing: false, reportConfigs } });
    network.putBaseStation(enb('enb', 1, 0));
    network.putBaseStation(enb('other', 2, 600));
    network.putBaseStation(gnb('gnb', 3, 400));
    const all = ['lte-1', 'lte-2', 'lte-3', 'nr-1'];
    const neighbours = (id: string) => ({ neighbours: all.filter((each) => each !== id) });
    network.putCell(eutranCell('lte-1', 'enb', '0000101', neighbours('lte-1')));
    network.putCell(eutranCell('lte-2', 'enb', '0000102', { carrierFrequency: 2600, transmitPower: 40, ...neighbours('lte-2') }));
    network.putCell(eutranCell('lte-3', 'other', '0000201', { carrierFrequency: 2600, ...neighbours('lte-3') }));
    network.putCell(nrCell('nr-1', 'gnb', '000003001', { transmitPower: power, ...neighbours('nr-1') }));
    return network;
  }

  it('A6 compares with the secondary cell on the neighbour’s carrier', () => {
    const network = mixed([{ id: 'a6', rat: 'EUTRA', trigger: 'A6', offset: 1 }], -60);
    network.putUe(car('car', 50, 590));
    const events = until(network, ({ kind }) => kind === 'MEASUREMENT_REPORT');
    expect(ofKind(events, 'CARRIER_AGGREGATION')[0]).toMatchObject({ addedCells: [{ id: 'lte-2' }] });
    const report = ofKind(events, 'MEASUREMENT_REPORT')[0]!;
    expect(report).toMatchObject({ trigger: 'A6', cell: { id: 'lte-1' }, servingCells: [{ serving: { cell: { id: 'lte-1' } } }, { serving: { cell: { id: 'lte-2' } }, bestNeighbour: { cell: { id: 'lte-3' } } }], neighbours: [{ cell: { id: 'lte-3' } }] });
    expect(report.neighbours[0]!.rsrp).toBeGreaterThan(report.servingCells[1]!.serving.rsrp + 1);
  });

  it.each<[ReportConfig['trigger'], Partial<ReportConfig>]>([
    ['B1', { threshold1: -95 }],
    ['B2', { threshold1: -70, threshold2: -95 }],
  ])('%s is about the other technology only', (trigger, others) => {
    const network = mixed([{ id: 'b', rat: 'EUTRA', ...others, trigger }], -60);
    network.putUe(car('car', 50, 390));
    until(network, ({ kind }) => kind === 'UE_STATE');
    network.putCell(nrCell('nr-1', 'gnb', '000003001'));
    const report = ofKind(until(network, ({ kind }) => kind === 'MEASUREMENT_REPORT'), 'MEASUREMENT_REPORT')[0]!;
    expect(report).toMatchObject({ trigger, cell: { rat: 'EUTRA' }, neighbours: [{ cell: { id: 'nr-1', rat: 'NR', nrArfcn: 633333 } }] });
  });

  it('UEs of an NR cell report as configured for NR, with neighbours of both', () => {
    const network = mixed([{ id: 'eutra', rat: 'EUTRA', trigger: 'PERIODICAL' }, { id: 'nr', rat: 'NR', trigger: 'A4', threshold1: -120 }, { id: 'b1', rat: 'NR', trigger: 'B1', threshold1: -100 }]);
    const reports = ofKind([...network.putUe(parked('ue', 300)), ...network.advance(2000)], 'MEASUREMENT_REPORT');
    expect(reports.map(({ trigger, cell, neighbours }) => [trigger, cell.id, neighbours.map(({ cell: { rat } }) => rat)])).toEqual([['B1', 'nr-1', ['EUTRA', 'EUTRA', 'EUTRA']]]);
  });

  it('periodical reports name the strongest neighbours, as many as configured', () => {
    const network = mixed([{ id: 'p', rat: 'EUTRA', trigger: 'PERIODICAL', reportInterval: 500, reportAmount: 0, maxReportCells: 1 }], -60);
    const reports = ofKind([...network.putUe(parked('ue', 100, { bearers: [] })), ...network.advance(2000)], 'MEASUREMENT_REPORT');
    expect(reports.map(({ time }) => time - START)).toEqual([0, 500, 1000, 1500, 2000]);
    for (const { neighbours } of reports) expect(neighbours.map(({ cell }) => cell.id)).toEqual(['lte-2']);
  });

  it('a UE measures only the neighbours of its cell', () => {
    const network = plain({ reportConfigs: [{ id: 'p', rat: 'EUTRA', trigger: 'PERIODICAL' }] });
    network.putCell(eutranCell('west-1', 'west', '0000101', { neighbours: [] }));
    const [report] = ofKind([...network.putUe(parked('ue', 490)), ...network.advance(100)], 'MEASUREMENT_REPORT');
    expect(report).toMatchObject({ cell: { id: 'west-1' }, neighbours: [] });
    expect(network.advance(1000) && network.ueState('ue').measurements).toHaveLength(1);
  });
});
