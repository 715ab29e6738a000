import { setImmediate } from 'node:timers/promises';
import { Lanes } from '../../src/modules/common/lanes/index.js';
import { heldWorks } from '../support/held-works.js';

describe('lanes', () => {
  it('have one work at a time, in the order in which they came', async () => {
    const lanes = new Lanes();
    const { running, begin, end } = heldWorks((lane, work) => lanes.alone(lane, work));
    const done = ['a', 'b', 'c'].map((name) => begin('lane', name));
    for (const name of ['a', 'b', 'c']) {
      await setImmediate();
      expect([running, lanes.isBusy('lane'), lanes.isBusy('other')]).toEqual([[name], true, false]);
      await end(name);
    }
    expect(await Promise.all(done)).toEqual(['a', 'b', 'c']);
    expect(lanes.isBusy('lane')).toBe(false);
  });

  it('do not wait for each other', async () => {
    const lanes = new Lanes();
    const { running, begin, end } = heldWorks((lane, work) => lanes.alone(lane, work));
    const done = [begin('one', 'a'), begin('other', 'b'), begin('one', 'c')];
    await setImmediate();
    expect(running).toEqual(['a', 'b']);
    await end('b');
    expect(running).toEqual(['a']);
    for (const name of ['a', 'c']) await end(name);
    expect(await Promise.all(done)).toEqual(['a', 'b', 'c']);
  });

  it('go on after a work that has failed', async () => {
    const lanes = new Lanes();
    await expect(lanes.alone('lane', () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await lanes.alone('lane', async () => 'done')).toBe('done');
  });
});
