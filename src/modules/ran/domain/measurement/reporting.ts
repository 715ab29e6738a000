import type { ReportConfig } from '../types.js';
import { type ComparedValues, enters, type EventConfig, leaves } from './conditions.js';

/** What a UE keeps for one report configuration (VarMeasReportList; TS 36.331 and TS 38.331, 5.5.4.1). */
export interface ReportingState {
  /** Cells that meet the entering condition, and triggered ones that meet the leaving condition, each since when. */
  entering: Map<string, number>;
  leaving: Map<string, number>;
  /** cellsTriggeredList. */
  triggered: string[];
  reportsSent: number;
  /** When the next report of a series is due. */
  nextReport?: number;
}

/** A cell that an event looks at. */
export interface Candidate {
  cellId: string;
  values: ComparedValues;
}

export const notReporting = (): ReportingState => ({ entering: new Map(), leaving: new Map(), triggered: [], reportsSent: 0 });

/** Moves the state of an event on; cells that are no candidates any more have left. @returns whether a report is due */
export function evaluateEvent(state: ReportingState, config: EventConfig, candidates: readonly Candidate[], now: number): boolean {
  const before = new Set(state.triggered);
  const triggered = candidates.filter(({ cellId, values }) =>
    before.has(cellId)
      ? !hasHeld(state.leaving, cellId, leaves(config, values), config, now)
      : hasHeld(state.entering, cellId, enters(config, values), config, now),
  );
  state.triggered = triggered.map(({ cellId }) => cellId);
  forgetOthers(state.entering, candidates, (cellId) => !state.triggered.includes(cellId));
  forgetOthers(state.leaving, candidates, (cellId) => state.triggered.includes(cellId));
  return isDue(
    state,
    config,
    state.triggered.some((cellId) => !before.has(cellId)),
    now,
  );
}

/** Whether a condition has held for the time to trigger. */
function hasHeld(since: Map<string, number>, cellId: string, holds: boolean, { timeToTrigger = 0 }: ReportConfig, now: number): boolean {
  if (!holds) {
    since.delete(cellId);
    return false;
  }
  const start = since.get(cellId) ?? now;
  since.set(cellId, start);
  return now - start >= timeToTrigger;
}

/** Cells that have changed sides, and those that are not measured any more, start anew. */
function forgetOthers(since: Map<string, number>, candidates: readonly Candidate[], belongs: (cellId: string) => boolean): void {
  for (const cellId of since.keys()) if (!belongs(cellId) || !candidates.some((candidate) => candidate.cellId === cellId)) since.delete(cellId);
}

function isDue(state: ReportingState, config: ReportConfig, hasEntered: boolean, now: number): boolean {
  if (hasEntered) state.reportsSent = 0;
  if (!state.triggered.length) delete state.nextReport;
  const due = hasEntered || (state.nextReport !== undefined && now >= state.nextReport);
  if (due) countReport(state, config, now);
  return due;
}

/** Moves the state of periodical reports on; the first is due at once. @returns whether a report is due */
export function evaluatePeriod(state: ReportingState, config: ReportConfig, now: number): boolean {
  const due = state.nextReport === undefined ? state.reportsSent === 0 : now >= state.nextReport;
  if (due) countReport(state, config, now);
  return due;
}

function countReport(state: ReportingState, { reportAmount = 1, reportInterval = 1024 }: ReportConfig, now: number): void {
  state.reportsSent += 1;
  if (reportAmount === 0 || state.reportsSent < reportAmount) state.nextReport = now + reportInterval;
  else delete state.nextReport;
}
