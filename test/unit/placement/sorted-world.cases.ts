import { MemoryWorld } from '../../../src/modules/placement/domain/world/memory-world.js';
import type { User } from '../../../src/modules/placement/domain/world/world-items.js';

describe('the users of a world', () => {
  it('are sorted by keys that are made once for each', () => {
    let looks = 0;
    const user = (index: number): User => ({ applicationId: 'shop', areas: [], get userId() { looks += 1; return `car-${(index * 37) % 100}`; } });
    const world = new MemoryWorld();
    world.apply({ users: { put: Array.from({ length: 100 }, (_, index) => user(index)) } });
    for (const list of [() => world.users(), () => world.users('shop')]) {
      looks = 0;
      const found = list();
      expect(looks).toBe(100);
      expect(found.map(({ userId }) => userId)).toEqual(Array.from({ length: 100 }, (_, index) => `car-${index}`).sort());
    }
  });
});
