import { setImmediate } from 'node:timers/promises';
import { Cancelled, PlatformStops } from '../../src/modules/app-lifecycle/domain/failures.js';
import { Places } from '../../src/modules/app-lifecycle/domain/operation/places.js';
import { Run } from '../../src/modules/app-lifecycle/domain/operation/run.js';
import { heldWorks } from '../support/held-works.js';

const AT_A_TIME = 4;

describe('the places for steps', () => {
  const { signal } = new AbortController();

  it(`are ${AT_A_TIME}`, async () => {
    const places = new Places();
    const { running, begin, end } = heldWorks((_name, work) => places.inPlace(signal, work));
    const names = Array.from({ length: AT_A_TIME + 2 }, (_, index) => `work ${index}`);
    const done = names.map((name) => begin(name));
    await setImmediate();
    expect(running).toEqual(names.slice(0, AT_A_TIME));
    await end('work 1');
    expect(running).toEqual(['work 0', 'work 2', 'work 3', 'work 4']);
    for (const name of ['work 0', 'work 2', 'work 3', 'work 4', 'work 5']) await end(name);
    expect(await Promise.all(done)).toEqual(names);
  });

  it('are free again after a work that has failed', async () => {
    const places = new Places();
    for (let time = 0; time < AT_A_TIME + 1; time++) await expect(places.inPlace(signal, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await places.inPlace(signal, async () => 'done')).toBe('done');
  });

  it('are not waited for any longer by who is broken off', async () => {
    const places = new Places();
    const waiting = new AbortController();
    const { running, begin, end } = heldWorks((name, work) => places.inPlace(name === 'late' ? waiting.signal : signal, work));
    const names = ['a', 'b', 'c', 'd'];
    const done = names.map((name) => begin(name));
    const [late, next] = [begin('late'), begin('next')];
    waiting.abort(new Cancelled());
    await expect(late).rejects.toBeInstanceOf(Cancelled);
    await expect(begin('late')).rejects.toBeInstanceOf(Cancelled);
    await end('a');
    expect(running).toEqual(['b', 'c', 'd', 'next']);
    for (const name of ['b', 'c', 'd', 'next']) await end(name);
    expect(await Promise.all([...done, next])).toEqual([...names, 'next']);
  });
});

describe('an operation that is being carried out', () => {
  it.each([
    ['GRACEFUL', 'works', false],
    ['GRACEFUL', 'waits', true],
    ['FORCEFUL', 'works', true],
    ['FORCEFUL', 'waits', true],
  ] as const)('is cancelled %s while it %s: is broken off: %s', async (cancellation, what, brokenOff) => {
    const run = new Run();
    const cancel = async () => run.cancel(cancellation);
    await (what === 'works' ? run.working(cancel) : cancel());
    expect([run.signal.aborted, run.isSuspended]).toEqual([brokenOff, false]);
    if (brokenOff) expect(run.signal.reason).toBeInstanceOf(Cancelled);
  });

  it('waits again when a work has ended, or failed', async () => {
    const run = new Run();
    expect(await run.working(async () => 'done')).toBe('done');
    await expect(run.working(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    run.cancel('GRACEFUL');
    expect(run.signal.aborted).toBe(true);
  });

  it('is suspended when the platform stops', () => {
    const run = new Run();
    run.suspend();
    expect(run.isSuspended).toBe(true);
    expect(run.signal.reason).toBeInstanceOf(PlatformStops);
  });
});
