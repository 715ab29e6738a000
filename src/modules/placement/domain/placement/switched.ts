import type { User } from '../world/world-items.js';

/** As the document bounds it. */
const LONGEST = 2 ** 31 - 1;

/** A user that another copy serves from now on; the first switch after a move is the end of it. @param now milliseconds */
export function switched(user: User, deploymentId: string, now: number): User {
  const { lastMove } = user;
  const ended = lastMove && lastMove.switchedAfter === undefined ? { lastMove: { ...lastMove, switchedAfter: Math.min(Math.max(now - lastMove.at, 0), LONGEST) } } : {};
  return { ...user, servedBy: deploymentId, ...ended };
}
