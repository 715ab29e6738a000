import type { RadioEvent } from '../types.js';

/** The UE and the cells that an event names. */
export function references(event: RadioEvent): { ue?: string; cells: string[] } {
  switch (event.kind) {
    case 'MEASUREMENT_REPORT':
      return { ue: event.ue, cells: [event.servingCell, ...event.measurements.map(({ cell }) => cell)] };
    case 'HANDOVER':
      return { ue: event.ue, cells: [event.sourceCell, ...event.targetCells] };
    case 'BEARER':
      return { ue: event.ue, cells: [] };
    case 'TIMING_ADVANCE':
      return { ue: event.ue, cells: [event.cell] };
    case 'CARRIER_AGGREGATION':
      return { ue: event.ue, cells: [event.primaryCell, ...(event.addedCells ?? []), ...(event.removedCells ?? []), ...(event.measurements ?? []).map(({ cell }) => cell)] };
    case 'UE_STATE': {
      const { ue, servingCell, secondaryCells = [], measurements = [] } = event.state;
      return { ue, cells: [...(servingCell === undefined ? [] : [servingCell]), ...secondaryCells, ...measurements.map(({ cell }) => cell)] };
    }
    case 'CELL_STATE':
      return { cells: [event.state.cell] };
  }
}
