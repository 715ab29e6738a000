/** What one bearer asks of a cell in one direction, in resource blocks. */
export interface Demand {
  /** For the guaranteed bit rate. */
  guaranteed: number;
  /** For all that is offered. */
  total: number;
}

/**
 * Shares the resource blocks of a cell: guaranteed bit rates first, cut alike if they are too many, then what else is offered,
 * everybody as much as the others (max-min fairness).
 * @returns blocks per demand; never more than demanded, and in sum never more than there are
 */
export function shareBlocks(demands: readonly Demand[], blocks: number): number[] {
  const guaranteed = demands.reduce((sum, demand) => sum + demand.guaranteed, 0);
  const cut = guaranteed > blocks ? blocks / guaranteed : 1;
  const rest = Math.max(0, blocks - guaranteed);
  const fair = fairShares(
    demands.map((demand) => demand.total - demand.guaranteed),
    rest,
  );
  return demands.map((demand, index) => demand.guaranteed * cut + fair[index]!);
}

function fairShares(wishes: readonly number[], amount: number): number[] {
  const shares = wishes.map(() => 0);
  const modestFirst = wishes.map((wish, index) => ({ wish, index })).sort((a, b) => a.wish - b.wish);
  let left = amount;
  modestFirst.forEach(({ wish, index }, served) => {
    shares[index] = Math.min(wish, left / (modestFirst.length - served));
    left -= shares[index];
  });
  return shares;
}
