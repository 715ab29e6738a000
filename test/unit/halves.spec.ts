import { byHalves } from '../../src/modules/common/halves/index.js';

/** Works for groups of which no item is bad; notes what was tried. */
function worker(...bad: readonly number[]) {
  const tried: number[][] = [];
  const work = (items: readonly number[]) => {
    tried.push([...items]);
    return items.some((item) => bad.includes(item)) ? Promise.reject(new Error(`bad: ${items.join()}`)) : Promise.resolve();
  };
  return { tried, work };
}

const hopeful = () => false;

describe('work by halves', () => {
  it('is done together if nothing is wrong, and not at all for nothing', async () => {
    const { tried, work } = worker();
    expect(await byHalves([1, 2, 3], work, hopeful)).toEqual([]);
    expect(await byHalves([], work, hopeful)).toEqual([]);
    expect(tried).toEqual([[1, 2, 3]]);
  });

  it('fails for those at fault only, each with its own error', async () => {
    const { tried, work } = worker(2, 5);
    expect(await byHalves([1, 2, 3, 4, 5], work, hopeful)).toEqual([{ items: [2], error: new Error('bad: 2') }, { items: [5], error: new Error('bad: 5') }]);
    expect(tried).toEqual([[1, 2, 3, 4, 5], [1, 2], [1], [2], [3, 4, 5], [3], [4, 5], [4], [5]]);
  });

  it('ends where no part would be spared', async () => {
    const { tried, work } = worker(1);
    expect(await byHalves([1, 2], work, (error) => (error as Error).message === 'bad: 1,2')).toEqual([{ items: [1, 2], error: new Error('bad: 1,2') }]);
    expect(tried).toEqual([[1, 2]]);
  });
});
