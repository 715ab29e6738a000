import fc from 'fast-check';
import { antennaGain } from '../../src/modules/ran/domain/radio/antenna.js';
import { nrArfcn } from '../../src/modules/ran/domain/radio/arfcn.js';
import { lineOfSightProbability } from '../../src/modules/ran/domain/radio/line-of-sight.js';
import { shareBelow } from '../../src/modules/ran/domain/radio/normal-distribution.js';
import { breakPointDistance, pathLoss } from '../../src/modules/ran/domain/radio/path-loss.js';
import { RadioEnvironment, type Transmitter } from '../../src/modules/ran/domain/radio/radio-environment.js';
import { reported } from '../../src/modules/ran/domain/radio/reported-ranges.js';
import { Sites } from '../../src/modules/ran/domain/radio/sites.js';
import { SpatialField } from '../../src/modules/ran/domain/radio/spatial-field.js';
import { spectralEfficiency } from '../../src/modules/ran/domain/radio/spectral-efficiency.js';
import { reportedTimingAdvance, timingAdvanceSteps } from '../../src/modules/ran/domain/radio/timing-advance.js';
import { Dice } from '../../src/modules/ran/domain/random/dice.js';
import { at } from './ran-scenes.js';

const link = (groundDistance: number, frequency: number, antennaHeight = 25, ueHeight = 1.5) => ({ groundDistance, frequency, antennaHeight, ueHeight });

describe('path loss of TR 38.901, table 7.4.1-1', () => {
  it.each([
    ['UMa, seen, before the break point', 'UMA', true, link(200, 3.5), 89.5695],
    ['UMa, seen, behind it', 'UMA', true, link(1000, 3.5), 109.4065],
    ['UMa, hidden', 'UMA', false, link(500, 1.8), 124.1399],
    ['UMa, hidden, UE at 5 m', 'UMA', false, link(300, 2.6, 25, 5), 116.583],
    ['UMi, seen, before the break point', 'UMI', true, link(100, 3.5, 10), 85.3142],
    ['UMi, seen, behind it', 'UMI', true, link(400, 3.5, 10), 103.2331],
    ['UMi, hidden, at 28 GHz', 'UMI', false, link(150, 28, 10), 130.0651],
  ] as const)('%s', (_what, scenario, seen, way, decibel) => {
    expect(pathLoss(scenario, seen, way)).toBeCloseTo(decibel, 3);
  });

  it('has its break point where the table says', () => {
    expect(breakPointDistance(link(1, 3.5))).toBeCloseTo(560.388, 2);
    expect(breakPointDistance(link(1, 3.5, 10))).toBeCloseTo(210.145, 2);
  });

  it('does not jump at the break point, grows with distance and is never lower hidden than seen', () => {
    fc.assert(
      fc.property(fc.constantFrom('UMA' as const, 'UMI' as const), fc.double({ min: 10, max: 5000, noNaN: true }), fc.double({ min: 0.5, max: 100, noNaN: true }), (scenario, distance, frequency) => {
        const way = link(distance, frequency, scenario === 'UMA' ? 25 : 10);
        for (const seen of [true, false]) {
          const farther = pathLoss(scenario, seen, { ...way, groundDistance: distance * 1.001 });
          expect(farther - pathLoss(scenario, seen, way)).toBeGreaterThan(0);
          expect(farther - pathLoss(scenario, seen, way)).toBeLessThan(0.1);
        }
        expect(pathLoss(scenario, false, way)).toBeGreaterThanOrEqual(pathLoss(scenario, true, way));
      }),
    );
  });

  it('does not go on below 10 m', () => {
    expect(pathLoss('UMA', true, link(0, 2))).toBe(pathLoss('UMA', true, link(10, 2)));
  });
});

describe('probability of line of sight of TR 38.901, table 7.4.2-1', () => {
  it.each([
    ['UMA', 18, 1.5, 1],
    ['UMA', 63, 1.5, 0.548485],
    ['UMA', 100, 1.5, 0.347671],
    ['UMA', 200, 18, 0.247383],
    ['UMI', 18, 1.5, 1],
    ['UMI', 36, 1.5, 0.68394],
    ['UMI', 100, 1.5, 0.230985],
  ] as const)('%s, %d m, UE at %d m', (scenario, distance, height, probability) => {
    expect(lineOfSightProbability(scenario, distance, height)).toBeCloseTo(probability, 5);
  });

  it('is what places have that are far from each other', () => {
    const sites = new Sites(new Dice('1'));
    for (const [distance, scenario] of [[100, 'UMA'], [60, 'UMI']] as const) {
      const angles = [0, 1, 2, 3].map((quarter) => (quarter * Math.PI) / 2);
      const views = Array.from({ length: 300 }, (_unused, number) => number * 20_000).flatMap((east) =>
        angles.map((angle) => sites.at(at(east), scenario).towards(at(east + distance * Math.cos(angle), distance * Math.sin(angle)), 1.5).lineOfSight),
      );
      expect(Math.abs(views.filter(Boolean).length / views.length - lineOfSightProbability(scenario, distance, 1.5))).toBeLessThan(0.05);
    }
  });
});

describe('shadowing', () => {
  const fields = Array.from({ length: 1500 }, (_unused, number) => new SpatialField(new Dice('42'), `${number}`, 50));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  const places = [0, 1000, 2000, 3000].map((north) => ({ east: 7, north }));

  it('has mean 0 and deviation 1 before it is scaled, and the shares of a normal distribution', () => {
    const values = fields.flatMap((field) => places.map((place) => field.at(place)));
    expect(Math.abs(mean(values))).toBeLessThan(0.06);
    expect(Math.abs(mean(values.map((value) => value ** 2)) - 1)).toBeLessThan(0.08);
    expect(Math.abs(values.filter((value) => value > 1).length / values.length - (1 - shareBelow(1)))).toBeLessThan(0.02);
  });

  it.each([10, 50, 100])('is correlated over %d m as 7.4.4 says', (distance) => {
    const products = fields.flatMap((field) => places.map(({ east, north }) => field.at({ east, north }) * field.at({ east: east + distance * 0.6, north: north + distance * 0.8 })));
    expect(Math.abs(mean(products) - Math.exp(-distance / 50))).toBeLessThan(0.06);
  });

  it('depends on the seed and on nothing else', () => {
    const value = (seed: string) => new SpatialField(new Dice(seed), 'a', 50).at({ east: 1, north: 2 });
    expect(value('1')).toBe(value('1'));
    expect(value('1')).not.toBe(value('2'));
  });

  it('is the same for two UEs at one place, and for two antennas of one site', () => {
    const sites = () => new Sites(new Dice('5'));
    const [one, other] = [sites(), sites()];
    one.at(at(0), 'UMA').towards(at(50), 1.5);
    expect(one.at(at(0), 'UMA').towards(at(200, 30), 1.5)).toEqual(other.at(at(0), 'UMA').towards(at(200, 30), 1.5));
  });
});

it('knows the normal distribution', () => {
  for (const [value, share] of [[0, 0.5], [1, 0.841345], [-1.96, 0.024998], [3, 0.99865]] as const) expect(shareBelow(value)).toBeCloseTo(share, 5);
});

describe('what a UE receives on a bare plain', () => {
  const transmitter = (east: number, others: Partial<Transmitter> = {}): Transmitter => ({ position: at(east), antennaHeight: 25, scenario: 'UMA', rat: 'EUTRA', frequency: 1800, subcarrierSpacing: 15, bandwidth: 100, power: 43, ...others });
  const measuredAt = (east: number, transmitters: Transmitter[], loads: number[]) => {
    const environment = new RadioEnvironment(new Sites(undefined), transmitters);
    const reception = environment.reception(environment.received(at(east), 1.5), loads);
    return transmitters.map((_transmitter, index) => reception(index));
  };

  it('is path loss less the power of a resource element, over noise', () => {
    const [alone] = measuredAt(200, [transmitter(0)], [0]);
    expect(alone!.rsrp).toBeCloseTo(-71.5854, 3);
    expect(alone!.sinr).toBeCloseTo(53.6537, 3);
    expect(alone!.rsrq).toBeCloseTo(-3.0104, 3);
  });

  it('is disturbed by a cell on the same carrier as much as that is used', () => {
    const pair = [transmitter(0), transmitter(400)];
    const [full] = measuredAt(200, pair, [1, 1]);
    expect(full!.sinr).toBeCloseTo(0, 3);
    expect(full!.rsrq).toBeCloseTo(-13.8021, 3);
    const [idle] = measuredAt(200, pair, [1, 0]);
    expect(idle!.sinr).toBeCloseTo(10 * Math.log10(6), 2);
  });

  it.each([{ frequency: 1820 }, { rat: 'NR' as const }])('is not disturbed by one on another carrier, %j', (others) => {
    const [first] = measuredAt(200, [transmitter(0), transmitter(400, others)], [1, 1]);
    expect(first!.sinr).toBeCloseTo(53.6537, 3);
  });

  it('is stronger in front of a sector antenna than behind it', () => {
    expect(antennaGain(undefined, { east: 1, north: 0 })).toBe(0);
    expect(antennaGain(90, { east: 1, north: 0 })).toBeCloseTo(8, 9);
    expect(antennaGain(90, { east: Math.cos(Math.PI * 32.5 / 180), north: Math.sin(Math.PI * 32.5 / 180) })).toBeCloseTo(5, 9);
    expect(antennaGain(350, { east: Math.sin(Math.PI * 15 / 180), north: Math.cos(Math.PI * 15 / 180) })).toBeCloseTo(8 - 12 * (25 / 65) ** 2, 9);
    expect(antennaGain(90, { east: -1, north: 0 })).toBeCloseTo(-22, 9);
  });
});

describe('reported ranges', () => {
  it.each([
    ['EUTRA', 'rsrp', -200, 0], ['EUTRA', 'rsrp', -140.01, 0], ['EUTRA', 'rsrp', -140, 1], ['EUTRA', 'rsrp', -44.01, 96], ['EUTRA', 'rsrp', -44, 97], ['EUTRA', 'rsrp', 0, 97],
    ['EUTRA', 'rsrq', -19.6, 0], ['EUTRA', 'rsrq', -19.5, 1], ['EUTRA', 'rsrq', -3.1, 33], ['EUTRA', 'rsrq', -3, 34],
    ['EUTRA', 'sinr', -23.1, 0], ['EUTRA', 'sinr', -23, 1], ['EUTRA', 'sinr', 39.9, 126], ['EUTRA', 'sinr', 40, 127],
    ['NR', 'rsrp', -156.1, 0], ['NR', 'rsrp', -156, 1], ['NR', 'rsrp', -90, 67], ['NR', 'rsrp', -31, 126], ['NR', 'rsrp', 0, 126],
    ['NR', 'rsrq', -43.1, 0], ['NR', 'rsrq', -43, 1], ['NR', 'rsrq', 19.9, 126], ['NR', 'rsrq', 20, 127],
    ['NR', 'sinr', -23.1, 0], ['NR', 'sinr', 0, 47], ['NR', 'sinr', 40, 127],
  ] as const)('%s %s of %d is %d (TS 36.133, 9.1; TS 38.133, 10.1)', (rat, quantity, value, step) => {
    expect(reported(rat, quantity, value)).toBe(step);
  });
});

it.each([[50, 5, 1], [78.07, 7, 1], [500, 51, 6], [1000, 102, 13], [20_000, 2048, 256], [100_000, 4097, 1281], [300_000, 7690, 3843]])('at %d m the timing advance is %d, or %d steps', (distance, value, steps) => {
  expect(reportedTimingAdvance(distance)).toBe(value);
  expect(timingAdvanceSteps(distance)).toBe(steps);
});

it.each([['dl', -10.1, 0], ['dl', -10, 0.0825], ['dl', 10, 2.0757], ['dl', 30, 4.4], ['ul', 10, 1.3838], ['ul', 30, 2]] as const)('%s at %d dB carries %d bit/s/Hz (TR 36.942, A.1)', (direction, sinr, efficiency) => {
  expect(spectralEfficiency(direction, sinr)).toBeCloseTo(efficiency, 4);
});

it.each([[700, 140_000], [3500, 633_333], [3560.5, 637_367], [28_000, 2_079_166]])('%d MHz is NR-ARFCN %d (TS 38.104, 5.4.2.1)', (frequency, arfcn) => {
  expect(nrArfcn(frequency)).toBe(arfcn);
});
