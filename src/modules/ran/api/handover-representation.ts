import type { components } from '../../../generated/ran.js';
import { type Handover, HO_STATUS } from '../domain/handover/handover.js';

export function handoverRepresentation({ id, ue, sourceCell, targetCells, status, cause, failure, timeline }: Handover): components['schemas']['Handover'] {
  return {
    id,
    ue,
    sourceCell,
    targetCells,
    hoStatus: HO_STATUS[status],
    cause,
    ...(failure && { failure }),
    timeline: timeline.map(({ status, time }) => ({ hoStatus: HO_STATUS[status], time: new Date(time).toISOString() })),
  };
}
