import type { components } from '../../src/generated/placement.js';
import { read } from '../demo/rest.js';
import { telling } from '../demo/telling.js';
import { until } from '../demo/until.js';

type User = components['schemas']['PlacedUser'];
type Move = Required<components['schemas']['UserMove']>;
type Deployment = components['schemas']['Deployment'];

/** Watches a user until it has been switched so often, and tells each move. @param after milliseconds since 1970; earlier moves don't count */
export async function watchMoves(placement: string, userId: string, count: number, after: number): Promise<Move[]> {
  const moves = new Map<string, Move>();
  return until(`${count} moves of ${userId}`, async () => {
    const { lastMove, firstCloud, servedBy } = await read<User>(`${placement}/applications/web/users/${userId}`);
    if (lastMove?.switchedAfter !== undefined && Date.parse(lastMove.at) > after && !moves.has(lastMove.at)) {
      moves.set(lastMove.at, { ...lastMove, switchedAfter: lastMove.switchedAfter });
      telling.note(`${lastMove.at.slice(11, 23)}  ${userId} is at ${firstCloud}; the copy was ${lastMove.wasReady ? 'there' : 'not there'}, switched after ${lastMove.switchedAfter} ms to ${servedBy}`);
    }
    return moves.size < count ? undefined : [...moves.values()];
  });
}

/** Waits until copies are READY on that many clouds, and nowhere else are any. */
export const readyCopies = (placement: string, count: number): Promise<Deployment[]> =>
  until(`${count} READY copies`, async () => {
    const copies = (await read<Deployment[]>(`${placement}/deployments`)).filter(({ state }) => state === 'READY');
    return copies.length === count ? copies : undefined;
  });
