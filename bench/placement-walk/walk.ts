import { setTimeout as pause } from 'node:timers/promises';
import { monotonicTime } from '../measurement/monotonic-time.js';
import { type AreaId, pageAt, PATHS, POLICIES, type PolicyName, ROW } from './fog-row.js';
import type { PlacementApi } from './placement-api.js';
import { Poller, type Seen } from './poller.js';

/** Milliseconds in which clients see that all is well, before a move and after it. */
const CALM_MS = 300;

/** One move to the next area. */
export interface Move {
  /** By a client that reaches no cloud but that of the area in which it is. */
  near: Seen;
  /** By a client that reaches every cloud and asks the platform each time which one serves it. */
  served: Seen;
  /** Milliseconds from the request that tells of the move to its answer. */
  answered: number;
  /** Milliseconds until the user was served by the new copy, as the platform says. */
  switchedAfter: number;
}

const addressAt = (area: AreaId): string => ROW.find(({ areaId }) => areaId === area)!.address;

async function move(api: PlacementApi, from: AreaId, to: AreaId): Promise<Move> {
  let at = from;
  const near = new Poller(() => Promise.resolve(pageAt(addressAt(at))));
  const served = new Poller(async () => pageAt((await api.user()).address!));
  await pause(CALM_MS);
  const sentAt = monotonicTime();
  at = to;
  await api.put(PATHS.place, { areaId: to });
  const answered = monotonicTime() - sentAt;
  const { lastMove } = await api.untilServed();
  await pause(CALM_MS);
  return { near: await near.end(), served: await served.end(), answered, switchedAfter: lastMove!.switchedAfter! };
}

/** From the first area to the last one. Nothing is left of it. */
export async function walk(api: PlacementApi, policy: PolicyName): Promise<Move[]> {
  const moves: Move[] = [];
  await api.put(PATHS.policy, POLICIES[policy]);
  await api.put(PATHS.user, { place: { areaId: ROW[0].areaId } });
  for (const [before, { areaId }] of ROW.slice(1).entries()) {
    await api.untilServed();
    await api.untilCalm();
    moves.push(await move(api, ROW[before]!.areaId, areaId));
  }
  await api.delete(PATHS.user);
  await api.untilGone();
  return moves;
}
