import { RadioNetwork } from '../../src/modules/ran/domain/radio-network.js';
import type { RanEvent } from '../../src/modules/ran/domain/network/events.js';
import type { BaseStation, Bearer, Cell, RanConfiguration, ReportConfig, Ue } from '../../src/modules/ran/domain/types.js';

export const PLMN = { mcc: '001', mnc: '01' };
export const START = Date.UTC(2026, 0, 1);

/** Degrees that are a metre on the equator, where the scenes are. */
const NORTH = 1 / 110_574.275_82;
const EAST = 1 / 111_319.490_79;

/** A place in metres from where the equator meets the prime meridian. */
export const at = (east: number, north = 0) => ({ latitude: north * NORTH, longitude: east * EAST });

export const enb = (id: string, number: number, east: number): BaseStation => ({ id, type: 'ENB', plmn: PLMN, nodeId: number.toString(16).padStart(5, '0'), position: at(east) });
export const gnb = (id: string, number: number, east: number): BaseStation => ({ id, type: 'GNB', plmn: PLMN, nodeId: number.toString(16).padStart(6, '0'), position: at(east) });

export const eutranCell = (id: string, baseStation: string, cellId: string, others: Partial<Cell> = {}): Cell => ({
  id,
  baseStation,
  ecgi: { plmn: PLMN, cellId },
  transmitPower: 43,
  carrierFrequency: 1800,
  bandwidth: 100,
  ...others,
});

export const nrCell = (id: string, baseStation: string, nrCellId: string, others: Partial<Cell> = {}): Cell => ({
  id,
  baseStation,
  nrcgi: { plmn: PLMN, nrCellId },
  transmitPower: 43,
  carrierFrequency: 3500,
  bandwidth: 106,
  subcarrierSpacing: 30,
  ...others,
});

export const data: Bearer = { erabId: 5, qci: 9, offeredDl: 2_000_000, offeredUl: 400_000 };
export const voice: Bearer = { erabId: 6, qci: 1, qosInformation: { erabMbrDl: 128_000, erabMbrUl: 128_000, erabGbrDl: 64_000, erabGbrUl: 64_000 }, offeredDl: 64_000, offeredUl: 64_000 };

export const car = (id: string, from: number, to: number, others: Partial<Ue> = {}): Ue => ({
  id,
  mobility: { model: 'STRAIGHT_ROAD', from: at(from, 20), to: at(to, 20), speed: 20 },
  bearers: [data],
  ...others,
});

export const parked = (id: string, east: number, others: Partial<Ue> = {}): Ue => ({ id, mobility: { model: 'NONE', position: at(east, 20) }, bearers: [data], ...others });

export const external = (id: string, others: Partial<Ue> = {}): Ue => ({ id, mobility: { model: 'EXTERNAL' }, ...others });

export const handoverReport: ReportConfig = { id: 'handover', rat: 'EUTRA', trigger: 'A3', offset: 3, hysteresis: 1, timeToTrigger: 320, reportInterval: 1024, reportAmount: 0, startsHandover: true };

/** Two eNBs with a cell each, 1 km apart on a bare plain. */
export function plain(configuration: RanConfiguration = {}): RadioNetwork {
  const network = RadioNetwork.create({ now: START, configuration: { shadowing: false, reportConfigs: [handoverReport], ...configuration } });
  network.putBaseStation(enb('west', 1, 0));
  network.putBaseStation(enb('east', 2, 1000));
  network.putCell(eutranCell('west-1', 'west', '0000101', { neighbours: ['east-1'] }));
  network.putCell(eutranCell('east-1', 'east', '0000201', { neighbours: ['west-1'] }));
  return network;
}

/** A town with obstacles: four eNBs in a square of 500 m, and a gNB in the middle. */
export function town(seed: number, ues: number): RadioNetwork {
  const network = RadioNetwork.create({ now: START, configuration: { seed, reportConfigs: [handoverReport, { id: 'periodical', rat: 'EUTRA', trigger: 'PERIODICAL', reportAmount: 0 }, { ...handoverReport, id: 'nr', rat: 'NR', trigger: 'B2', threshold1: -90, threshold2: -95 }] } });
  const corners = [at(0, 0), at(500, 0), at(0, 500), at(500, 500)];
  const cells = [...corners.map((_corner, index) => `cell-${index}`), 'nr'];
  corners.forEach((position, index) => {
    network.putBaseStation({ ...enb(`enb-${index}`, index + 1, 0), position });
    network.putCell(eutranCell(`cell-${index}`, `enb-${index}`, `0000${index + 1}01`, { neighbours: cells.filter((id) => id !== `cell-${index}`) }));
  });
  network.putBaseStation({ ...gnb('gnb', 9, 0), position: at(250, 250) });
  network.putCell(nrCell('nr', 'gnb', '000009001', { neighbours: cells.filter((id) => id !== 'nr'), scenario: 'UMI', antennaHeight: 10, transmitPower: 30 }));
  for (let number = 0; number < ues; number++)
    network.putUe({
      id: `ue-${number}`,
      associateId: [{ type: 1, value: `10.45.0.${number + 1}` }],
      mobility: { model: 'RANDOM_WAY_POINT', southWest: at(-100, -100), northEast: at(600, 600), minimumSpeed: 5, maximumSpeed: 20, seed: seed + number },
      bearers: [data, voice],
    });
  return network;
}

type OfKind<Kind extends RanEvent['kind']> = Extract<RanEvent, { kind: Kind }>;

export const ofKind = <Kind extends RanEvent['kind']>(events: readonly RanEvent[], kind: Kind): OfKind<Kind>[] => events.filter((event): event is OfKind<Kind> => event.kind === kind);

/** Lets time pass until something happens, in steps. */
export function until(network: RadioNetwork, happens: (event: RanEvent) => boolean, mostSeconds = 120): RanEvent[] {
  const events: RanEvent[] = [];
  for (let step = 0; step < mostSeconds * 10 && !events.some(happens); step++) events.push(...network.advance(100));
  if (!events.some(happens)) throw new Error(`It has not happened in ${mostSeconds} s.`);
  return events;
}
