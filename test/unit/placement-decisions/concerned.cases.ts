import type { User } from '../../../src/modules/placement/domain/world/world-items.js';
import { usersConcerned } from '../../../src/modules/placement/domain/placement/concerned.js';
import { DecidedWorld } from './decided-world.js';

const USERS = ['a', 'b', 'c', 'd'];

describe('of a cloud that does not answer, or answers again,', () => {
  let at: DecidedWorld;
  beforeEach(async () => {
    at = DecidedWorld.seed();
    for (const areaId of USERS) await at.put(`in-${areaId}`, areaId);
    await at.allReady();
  });

  const reach = (state: 'AVAILABLE' | 'UNREACHABLE') => at.world.setReachability('fog-n', { state });
  const concerned = () => [...usersConcerned({ cloudId: 'fog-n' }, at.world).values()].flat().map(({ userId }: User) => userId);

  it('only those are decided about who can be there or next to it', () => {
    for (const state of ['UNREACHABLE', 'AVAILABLE'] as const) {
      reach(state);
      expect(concerned()).toEqual(['in-a', 'in-b']);
    }
  });

  it('nothing is left undecided', async () => {
    for (const policy of [{}, { neighbours: 'DISTANCE', threshold: 4 }, { neighbours: 'NEAREST', count: 1 }] as const) {
      await at.policy(policy);
      await at.allReady();
      for (const state of ['UNREACHABLE', 'AVAILABLE'] as const) {
        reach(state);
        await at.decisions.again({ cloudId: 'fog-n' });
        const commits = at.commits.length;
        await at.decisions.again('all');
        expect(at.commits.slice(commits)).toEqual([]);
      }
    }
  });

  it('with NEAREST all are decided about when it answers, and those who had it when it does not', async () => {
    await at.policy({ neighbours: 'NEAREST', count: 1 });
    expect(concerned()).toEqual(USERS.map((areaId) => `in-${areaId}`));
    reach('UNREACHABLE');
    expect(concerned()).toEqual(['in-b']);
  });
});
