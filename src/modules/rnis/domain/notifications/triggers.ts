import type { MeasurementReport } from '../../../ran/index.js';
import type { Schemas } from '../types.js';

type ReportTrigger = MeasurementReport['trigger'];

/** MEC 012, 6.4.6. */
export const TRIGGERS: Record<ReportTrigger, Schemas['Trigger']> = { PERIODICAL: 1, A1: 10, A2: 11, A3: 12, A4: 13, A5: 14, A6: 15, B1: 20, B2: 21 };

/** MEC 012, 6.4.11. */
export const NR_TRIGGERS: Record<ReportTrigger, Schemas['TriggerNr']> = { PERIODICAL: 1, A1: 10, A2: 11, A3: 12, A4: 13, A5: 14, A6: 15, B1: 30, B2: 31 };
