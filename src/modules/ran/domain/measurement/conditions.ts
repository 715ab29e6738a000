import type { ReportConfig, ReportTrigger } from '../types.js';

/** The events of TS 36.331 and TS 38.331, 5.5.4. */
export type EventTrigger = Exclude<ReportTrigger, 'PERIODICAL'>;

/** A report configuration for an event. */
export type EventConfig = ReportConfig & { trigger: EventTrigger };

export const isEvent = (config: ReportConfig): config is EventConfig => config.trigger !== 'PERIODICAL';

/** What is compared. */
export interface ComparedValues {
  /** Of the primary cell; of the secondary cell for A6. */
  serving: number;
  /** Of the neighbour; any number for A1 and A2, which do not look at it. */
  neighbour: number;
}

/** Which thresholds an event needs. */
export const THRESHOLDS: Record<EventTrigger, ('threshold1' | 'threshold2')[]> = {
  A1: ['threshold1'],
  A2: ['threshold1'],
  A3: [],
  A4: ['threshold1'],
  A5: ['threshold1', 'threshold2'],
  A6: [],
  B1: ['threshold1'],
  B2: ['threshold1', 'threshold2'],
};

/** By how many dB each inequality of an event holds, hysteresis left out. */
function margins({ trigger, threshold1 = 0, threshold2 = 0, offset = 0 }: EventConfig, { serving, neighbour }: ComparedValues): number[] {
  switch (trigger) {
    case 'A1':
      return [serving - threshold1];
    case 'A2':
      return [threshold1 - serving];
    case 'A3':
    case 'A6':
      return [neighbour - (serving + offset)];
    case 'A4':
    case 'B1':
      return [neighbour - threshold1];
    case 'A5':
    case 'B2':
      return [threshold1 - serving, neighbour - threshold2];
  }
}

/** The entering condition (TS 36.331, 5.5.4.2 to 5.5.4.8; TS 38.331, 5.5.4.2 to 5.5.4.9): all inequalities hold, by more than hysteresis. */
export const enters = (config: EventConfig, values: ComparedValues): boolean => margins(config, values).every((margin) => margin > (config.hysteresis ?? 0));

/** The leaving condition: one of the inequalities is turned round, by more than hysteresis. */
export const leaves = (config: EventConfig, values: ComparedValues): boolean => margins(config, values).some((margin) => margin < -(config.hysteresis ?? 0));
