import { freePort, portsOf } from '../../bench/processes/free-port.js';

/** So many that some would be the same if each were drawn by itself. */
const MANY = 500;

async function many(find: () => Promise<number>): Promise<number[]> {
  const found: number[] = [];
  while (found.length < MANY) found.push(await find());
  return found;
}

describe('a free port', () => {
  it('is another one each time, though nobody listens there yet', async () => {
    expect(new Set(await many(freePort)).size).toBe(MANY);
  });

  it('is none of those that another worker finds', async () => {
    const [one, other] = [await many(portsOf(1)), await many(portsOf(2))];
    expect(one.filter((port) => other.includes(port))).toEqual([]);
  });
});
