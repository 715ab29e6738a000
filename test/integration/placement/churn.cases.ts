import { atRest } from '../../support/in-time.js';
import { HttpWorld } from '../../support/placement/http-world.js';
import { TestClock } from '../../support/test-clock.js';
import { usePlatform } from '../../support/use-platform.js';

describe('a user whose clouds are all full', () => {
  const clock = new TestClock();
  const { api } = usePlatform({ clock });
  const world = new HttpWorld(api);

  it.each([0, 5000])('waits without anything being tried again and again, keepFor %i', async (keepFor) => {
    await world.clear();
    await world.clouds({ p: { capacity: { deployments: 0 } }, q: { capacity: { deployments: 0 } } });
    await world.areas({ both: ['p', 'q'] });
    await world.policy({ keepFor, outsideFor: 10_000 });
    await world.application();
    await world.user('car', 'both');
    const history = await atRest(clock, async () => {
      expect((await world.shown('car')).state).toBe('OUTSIDE');
      return world.history();
    }, 60_000);
    expect(history.length).toBeLessThanOrEqual(4);
  });
});
