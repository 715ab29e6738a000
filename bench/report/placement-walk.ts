import type { PlacementWalkResult } from '../cases/bench.js';
import { ratio, table, tenths, whole } from './table.js';

type Figures = PlacementWalkResult['figures'][number];

const CLIENTS = { near: 'one that reaches the cloud of its area only', served: 'one that reaches the copy that serves it, wherever that is' } as const;

export function placementWalkSection({ walks, load, figures }: PlacementWalkResult): string {
  const [ahead, onArrival] = figures as [Figures, Figures];
  const rows = (['near', 'served'] as const).flatMap((client) =>
    (['p50', 'most'] as const).map((figure) => {
      const [one, other] = [ahead[client][figure], onArrival[client][figure]];
      return [CLIENTS[client], figure, ratio(other / one), tenths(one), tenths(other), whole(ahead[client].failures), whole(onArrival[client].failures)];
    }),
  );
  const told = [
    ['from the request that tells of the move to its answer, p50, ms', ratio(onArrival.answered / ahead.answered), tenths(ahead.answered), tenths(onArrival.answered)],
    ['until the copy in the new area serves the user, p50, ms', ahead.switchedAfter === 0 ? '' : ratio(onArrival.switchedAfter / ahead.switchedAfter), tenths(ahead.switchedAfter), tenths(onArrival.switchedAfter)],
  ];
  return `A user walks past three fog clouds of one Docker engine, ${whole(walks)} times with copies ahead of it (TOPOLOGY) and ${whole(walks)} times with copies made on arrival (NEAREST, count 0), in turn; ${whole(ahead.moves)} moves
each. Copies are containers of a busybox image, which the engine has already, with a health check each second: a copy that is made on arrival answers before the check says so, and
the user is led to it when the check does. Clients ask for a page every 20 ms; an interruption is the longest time between two answers of one client around a
move. A ratio is above 1 where copies ahead are the better ones. Load of the machine: ${tenths(load)}.

${table(['client', 'interruption, ms', 'ratio', 'ahead', 'on arrival', 'polls without answer, ahead', 'on arrival'], rows)}

${table(['figure', 'ratio', 'ahead', 'on arrival'], told)}`;
}
