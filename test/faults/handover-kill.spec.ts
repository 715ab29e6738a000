import { setTimeout as pause } from 'node:timers/promises';
import { ProcessBorder, type Side } from '../support/handover/process-border.js';
import { Ride } from '../support/handover/ride.js';
import { printedSeed, Random } from '../support/process-random.js';

const RIDES = 5;
const LONGEST_MS = 300;
const TIMEOUT_MS = 240_000;
const VICTIMS: readonly (readonly Side[])[] = [['a'], ['b'], ['a', 'b']];

it(
  `a UE that is handed over has its rule at one platform, though one or both are killed at any moment (${RIDES} times)`,
  async () => {
    const random = new Random(printedSeed('kill -9 of either side of a handover'));
    const border = await ProcessBorder.open();
    for (let left = RIDES; left > 0; left--) {
      const victims = random.pick(VICTIMS);
      const ride = await Ride.prepare(border);
      await ride.tell(1);
      const goes = pause(random.below(LONGEST_MS)).then(() => ride.tell(3));
      await pause(random.below(2 * LONGEST_MS));
      await Promise.all(victims.map((side) => border.sites[side].kill()));
      await goes;
      await Promise.all(victims.map((side) => border.sites[side].start()));
      await ride.end('b');
    }
    expect(border.errorLog).toEqual([]);
  },
  TIMEOUT_MS,
);
