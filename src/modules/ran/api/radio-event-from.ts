import type { RadioEvent } from '../domain/types.js';

/** An event as it was told, without what only the platform sets: that is ignored in requests, whatever it holds. */
export function radioEventFrom(sent: RadioEvent): RadioEvent {
  const { seq: _seq, time: _time, ...event } = sent;
  switch (event.kind) {
    case 'UE_STATE': {
      const { time: _ofState, measuredAt: _measuredAt, ...state } = event.state;
      return { ...event, state };
    }
    case 'CELL_STATE': {
      const { cell, layer2 } = event.state;
      return { ...event, state: { cell, ...(layer2 && { layer2 }) } };
    }
    case 'MEASUREMENT_REPORT': {
      const { kind, ue, servingCell, trigger, measurements } = event;
      return { kind, ue, servingCell, trigger, measurements };
    }
    case 'CARRIER_AGGREGATION': {
      const { servingCells: _servingCells, ...told } = event;
      return told;
    }
    case 'HANDOVER': {
      const { cause: _cause, ...told } = event;
      return told;
    }
    case 'BEARER': {
      const { kind, ue, change, bearer } = event;
      return { kind, ue, change, bearer };
    }
    case 'TIMING_ADVANCE':
      return event;
  }
}
