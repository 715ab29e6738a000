import { setImmediate } from 'node:timers/promises';
import { Cancelled, PlatformStops } from '../../src/modules/app-lifecycle/domain/failures.js';
import { InstanceLanes } from '../../src/modules/app-lifecycle/domain/operation/instance-lanes.js';
import { Run } from '../../src/modules/app-lifecycle/domain/operation/run.js';
import type { Step } from '../../src/modules/app-lifecycle/domain/steps/step.js';

const AT_A_TIME = 4;

describe('the lanes of application instances', () => {
  /** Works that go on until they are told to end. */
  function works(lanes: InstanceLanes) {
    const running: string[] = [];
    const ends = new Map<string, () => void>();
    const begin = (name: string, lane: string) =>
      lanes.alone(lane, async () => {
        running.push(name);
        await new Promise<void>((resolve) => ends.set(name, resolve));
        running.splice(running.indexOf(name), 1);
        return name;
      });
    const end = async (name: string) => {
      ends.get(name)!();
      await setImmediate();
    };
    return { running, begin, end };
  }

  it('have one work at a time, in the order in which they came', async () => {
    const { running, begin, end } = works(new InstanceLanes());
    const done = ['a', 'b', 'c'].map((name) => begin(name, 'lane'));
    for (const name of ['a', 'b', 'c']) {
      await setImmediate();
      expect(running).toEqual([name]);
      await end(name);
    }
    expect(await Promise.all(done)).toEqual(['a', 'b', 'c']);
  });

  it(`have ${AT_A_TIME} works at a time together`, async () => {
    const { running, begin, end } = works(new InstanceLanes());
    const names = Array.from({ length: AT_A_TIME + 2 }, (_, index) => `work ${index}`);
    const done = names.map((name) => begin(name, name));
    await setImmediate();
    expect(running).toEqual(names.slice(0, AT_A_TIME));
    await end('work 1');
    expect(running).toEqual(['work 0', 'work 2', 'work 3', 'work 4']);
    for (const name of ['work 0', 'work 2', 'work 3', 'work 4', 'work 5']) await end(name);
    expect(await Promise.all(done)).toEqual(names);
  });

  it('go on after a work that has failed', async () => {
    const lanes = new InstanceLanes();
    for (let time = 0; time < AT_A_TIME + 1; time++) await expect(lanes.alone('lane', () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await lanes.alone('lane', async () => 'done')).toBe('done');
  });
});

describe('an operation that is being carried out', () => {
  const working = { name: 'start' } as Step;
  const waiting = { name: 'waiting', isWaiting: true } as Step;

  it.each([
    ['GRACEFUL', working, false],
    ['GRACEFUL', waiting, true],
    ['FORCEFUL', working, true],
    ['FORCEFUL', waiting, true],
  ] as const)('is cancelled %s: $name is broken off: %s', (cancellation, step, brokenOff) => {
    const [before, during] = [new Run(), new Run()];
    before.cancel(cancellation);
    before.enter(step);
    during.enter(step);
    during.cancel(cancellation);
    for (const { signal, isSuspended } of [before, during]) {
      expect([signal.aborted, isSuspended]).toEqual([brokenOff, false]);
      if (brokenOff) expect(signal.reason).toBeInstanceOf(Cancelled);
    }
  });

  it('is suspended when the platform stops', () => {
    const run = new Run();
    run.suspend();
    expect(run.isSuspended).toBe(true);
    expect(run.signal.reason).toBeInstanceOf(PlatformStops);
  });
});
