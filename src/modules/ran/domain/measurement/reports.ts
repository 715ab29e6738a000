import type { MeasurementReport } from '../network/events.js';
import type { NetworkState } from '../network/network-state.js';
import type { UeEntry } from '../network/ue-entry.js';
import type { RadioQuantities } from '../radio/quantities.js';
import type { RatType, ReportConfig } from '../types.js';
import { type EventConfig, isEvent } from './conditions.js';
import { neighboursMeasured, sameCarrier, servingCellsMeasured } from './measured-cells.js';
import { type Candidate, evaluateEvent, evaluatePeriod, notReporting } from './reporting.js';

type Quantity = keyof RadioQuantities;

const OTHER_RAT = new Set<string>(['B1', 'B2']);
const SERVING_ONLY = new Set<string>(['A1', 'A2']);

/** A report of an event that has been sent. */
export interface SentReport {
  config: ReportConfig;
  /** The neighbours that it names, the best first. */
  neighbours: string[];
}

/** Measurement reports of UEs (TS 36.331 and TS 38.331, 5.5.4 and 5.5.5). */
export class Reports {
  constructor(private readonly network: NetworkState) {}

  /** Sends the reports of a UE that are due. */
  step(entry: UeEntry): SentReport[] {
    const serving = this.network.servingCell(entry);
    if (!serving) return [];
    const configs = (this.network.configuration.reportConfigs ?? []).filter(({ rat }) => rat === serving.identity.rat);
    return configs.flatMap((config) => this.evaluate(entry, config) ?? []);
  }

  /** What an event compares, for each cell that it looks at. */
  candidates(entry: UeEntry, config: EventConfig): Candidate[] {
    const serving = this.network.servingCell(entry);
    if (!serving) return [];
    const quantity = (config.quantity ?? 'RSRP').toLowerCase() as Quantity;
    const valueOf = (cellId: string) => entry.state.measured.get(cellId)?.[quantity];
    const compared = (cellId: string, base: number | undefined) => {
      const value = valueOf(cellId);
      return value === undefined || base === undefined ? [] : [{ cellId, values: { serving: base, neighbour: value } }];
    };
    const servingId = serving.cell.id;
    if (SERVING_ONLY.has(config.trigger)) return compared(servingId, valueOf(servingId));
    return this.neighbours(entry, config, serving.identity.rat).flatMap((cellId) =>
      compared(cellId, valueOf(config.trigger === 'A6' ? this.secondaryOnCarrierOf(entry, cellId)! : servingId)),
    );
  }

  /** A6 looks at the carriers of the secondary cells, B1 and B2 at the other technology, the others at the same one. */
  private neighbours(entry: UeEntry, { trigger }: ReportConfig, rat: RatType): string[] {
    const { servingCell, secondaryCells, measured } = entry.state;
    const looksAt = (cellId: string, cellRat: RatType) =>
      cellId !== servingCell &&
      measured.has(cellId) &&
      (cellRat === rat) !== OTHER_RAT.has(trigger) &&
      !secondaryCells.includes(cellId) &&
      (trigger !== 'A6' || this.secondaryOnCarrierOf(entry, cellId) !== undefined);
    return [...this.network.cells.values()].filter(({ identity }) => looksAt(identity.id, identity.rat)).map(({ identity }) => identity.id);
  }

  private secondaryOnCarrierOf({ state }: UeEntry, cellId: string): string | undefined {
    return state.secondaryCells.find((id) => sameCarrier(this.network.cell(id), this.network.cell(cellId)));
  }

  private evaluate(entry: UeEntry, config: ReportConfig): SentReport | undefined {
    const state = entry.state.reporting.get(config.id) ?? notReporting();
    entry.state.reporting.set(config.id, state);
    if (!isEvent(config)) {
      if (evaluatePeriod(state, config, this.network.now)) this.send(entry, config);
      return undefined;
    }
    if (!evaluateEvent(state, config, this.candidates(entry, config), this.network.now)) return undefined;
    return { config, neighbours: this.send(entry, config, state.triggered) };
  }

  /**
   * @param triggered cells that the report is about; all neighbours if absent
   * @returns the neighbours that the report names
   */
  private send(entry: UeEntry, { trigger, maxReportCells = 8 }: ReportConfig, triggered?: readonly string[]): string[] {
    const { identity } = this.network.servingCell(entry)!;
    const measured = neighboursMeasured(this.network, entry).filter(({ cell }) => !triggered || triggered.includes(cell.id));
    const ownFirst = [...measured.filter(({ cell }) => cell.rat === identity.rat), ...measured.filter(({ cell }) => cell.rat !== identity.rat)];
    const report: MeasurementReport = {
      kind: 'MEASUREMENT_REPORT',
      ue: entry.identity,
      cell: identity,
      trigger,
      servingCells: servingCellsMeasured(this.network, entry),
      neighbours: ownFirst.slice(0, maxReportCells),
      height: Math.round((entry.state.position?.altitude ?? 0) + entry.height),
    };
    this.network.tell(report);
    return report.neighbours.map(({ cell }) => cell.id);
  }
}
