import { cloud, deployment, task } from './fixtures.js';
import { ROUND, watched } from './watched.js';

const REFUSED = 'the engine does not answer: connect ECONNREFUSED';
const LATE = 'the engine has not answered within 10 s';

describe('whether a cloud answers', () => {
  it('is known at once where there is no engine, before the start and for a cloud that is added', async () => {
    const { world, recorder, engines } = await watched({ clouds: { put: [cloud('core', { runtime: { driver: 'none' } })] } });
    await recorder.record({ clouds: { put: [cloud('new', { runtime: { driver: 'none' } })] } });
    expect(['core', 'new'].map((id) => world.reachability(id))).toEqual([{ state: 'AVAILABLE' }, { state: 'AVAILABLE' }]);
    expect([engines.at('core').seen, engines.at('new').seen]).toEqual([[], []]);
  });

  it('is asked at the start and again 10 s after each answer', async () => {
    const { world, fog, clock, decisions } = await watched();
    expect([world.reachability('fog-n'), fog.seen]).toEqual([{ state: 'AVAILABLE' }, ['capacity', 'list platform/fog-n']]);
    await clock.advance(ROUND - 1);
    expect(fog.seen).toHaveLength(2);
    await clock.advance(1);
    expect(fog.seen).toHaveLength(4);
    expect(decisions.asked).toEqual([]);
  });

  it('is asked as soon as a cloud is added or gets another engine, and not any more when it is gone', async () => {
    const { world, recorder, engines, clock } = await watched();
    await recorder.record({ clouds: { put: [cloud('new')] } });
    expect(world.reachability('new')).toEqual({ state: 'UNKNOWN' });
    await clock.advance(0);
    expect(world.reachability('new')).toEqual({ state: 'AVAILABLE' });
    engines.at('new').mood = 'gone';
    await recorder.record({ clouds: { put: [cloud('new', { runtime: { driver: 'docker', endpoint: 'tcp://10.0.0.1:2375' } })] } });
    expect(world.reachability('new')).toEqual({ state: 'UNKNOWN' });
    await clock.advance(0);
    expect(world.reachability('new')).toEqual({ state: 'UNREACHABLE', reason: REFUSED });
    await recorder.record({ clouds: { put: [cloud('new', { runtime: { driver: 'none' } })] } });
    expect(world.reachability('new')).toEqual({ state: 'AVAILABLE' });
    const asked = engines.at('new').seen.length;
    await clock.advance(5 * ROUND);
    expect(engines.at('new').seen).toHaveLength(asked);
    const before = engines.at('fog-m').seen.length;
    await recorder.record({ clouds: { remove: [cloud('fog-m')] } });
    await clock.advance(5 * ROUND);
    expect([engines.at('fog-m').seen.length, world.reachability('fog-m')]).toEqual([before, { state: 'UNKNOWN' }]);
  });

  it('has its users decided about once when it does not any more, and everybody when it does again, with the reason in its words', async () => {
    const { world, fog, clock, decisions } = await watched();
    fog.mood = 'gone';
    await clock.advance(3 * ROUND);
    expect([world.reachability('fog-n'), world.topology().clouds.get('fog-n')?.usable]).toEqual([{ state: 'UNREACHABLE', reason: REFUSED }, false]);
    expect(decisions.asked).toEqual([{ cloudId: 'fog-n' }]);
    fog.mood = 'well';
    await clock.advance(ROUND);
    expect([world.reachability('fog-n'), decisions.asked]).toEqual([{ state: 'AVAILABLE' }, [{ cloudId: 'fog-n' }, { cloudId: 'fog-n' }]]);
  });

  it('is no if there is no answer in time, which delays no other cloud', async () => {
    const { world, fog, engines, clock } = await watched({}, (all) => (all.at('fog-n').mood = 'silent'));
    const other = engines.at('fog-m');
    expect([world.reachability('fog-n').state, world.reachability('fog-m').state]).toEqual(['UNKNOWN', 'AVAILABLE']);
    await clock.advance(ROUND);
    expect([world.reachability('fog-n'), other.seen.length]).toEqual([{ state: 'UNREACHABLE', reason: LATE }, 4]);
    fog.mood = 'well';
    await clock.advance(ROUND);
    expect(world.reachability('fog-n')).toEqual({ state: 'AVAILABLE' });
  });

  it('wakes what waits for it when it does again, and nothing else', async () => {
    const { world, clock, fog } = await watched(
      {
        deployments: { put: ['a', 'b', 'c', 'd'].map((id, position) => deployment(id, { state: 'PREPARING', position, ...(id === 'd' && { cloudId: 'fog-m' }) })) },
        tasks: {
          put: [
            task('a', { state: 'PAUSED', reason: 'CLOUD_UNREACHABLE', detail: 'no', nextTryAt: 7, tries: 2 }),
            task('b', { state: 'PAUSED', reason: 'CLOUD_FULL' }),
            task('c'),
            task('d', { state: 'PAUSED', reason: 'CLOUD_UNREACHABLE', cloudId: 'fog-m' }),
          ],
        },
      },
      (all) => (all.at('fog-n').mood = all.at('fog-m').mood = 'gone'),
    );
    expect(world.task('task of a')?.state).toBe('PAUSED');
    fog.mood = 'well';
    await clock.advance(ROUND);
    expect(world.task('task of a')).toEqual(task('a', { state: 'QUEUED', tries: 2 }));
    expect(['b', 'c', 'd'].map((id) => world.task(`task of ${id}`)?.state)).toEqual(['PAUSED', 'RUNNING', 'PAUSED']);
  });

  it('is asked anew if what follows could not be recorded', async () => {
    const { world, clock, fog, decisions } = await watched();
    fog.mood = 'gone';
    decisions.decide = () => Promise.reject(new Error('The database does not answer.'));
    await clock.advance(ROUND);
    expect(world.reachability('fog-n')).toEqual({ state: 'AVAILABLE' });
    decisions.decide = () => Promise.resolve();
    await clock.advance(ROUND);
    expect([world.reachability('fog-n').state, decisions.asked]).toEqual(['UNREACHABLE', [{ cloudId: 'fog-n' }, { cloudId: 'fog-n' }]]);
  });

  it('is not asked any more when the platform stops, which breaks off a look', async () => {
    const { world, clock, fog, lifecycle } = await watched({}, (all) => (all.at('fog-n').mood = 'silent'));
    await lifecycle.run('stop');
    await clock.advance(5 * ROUND);
    expect([world.reachability('fog-n'), fog.seen]).toEqual([{ state: 'UNKNOWN' }, ['capacity']]);
  });
});
