import { AnswerCache } from '../../src/modules/dns-server/domain/answer-cache.js';
import type { UpstreamAnswer } from '../../src/modules/dns-server/wire/upstream-answer.js';
import { TestClock } from '../support/test-clock.js';

const MEGABYTE = 2 ** 20;

const answer = (length: number, lifetime = 1000): UpstreamAnswer => ({ bytes: Buffer.alloc(length), additionals: 0, ttlsAt: [], rcode: 0, lifetime });

describe('the cache', () => {
  it('holds 16 MiB; what was not asked for longest goes first', () => {
    const cache = new AnswerCache(new TestClock());
    for (let index = 0; index < 15; index++) cache.put(`${index}`, answer(MEGABYTE));
    expect(cache.find('0')).toBeDefined();
    cache.put('15', answer(MEGABYTE));
    expect([cache.find('1'), cache.find('0')?.age, cache.find('2')?.age]).toEqual([undefined, 0, 0]);
  });

  it('stays within its bounds whatever comes', () => {
    const cache = new AnswerCache(new TestClock());
    for (let index = 0; index < 100_000; index++) cache.put(`name-${index}`, answer(100));
    const kept = Array.from({ length: 100_000 }, (_, index) => cache.find(`name-${index}`)).filter(Boolean).length;
    expect(kept).toBeLessThan((16 * MEGABYTE) / 100);
    expect(kept).toBeGreaterThan(20_000);
  });

  it('replaces and expires without counting twice', async () => {
    const clock = new TestClock();
    const cache = new AnswerCache(clock);
    for (let turn = 0; turn < 100; turn++) {
      cache.put('same', answer(MEGABYTE, 10));
      await clock.advance(turn % 2 ? 20_000 : 0);
      cache.find('same');
    }
    for (let index = 0; index < 15; index++) cache.put(`${index}`, answer(MEGABYTE));
    expect(cache.find('0')).toBeDefined();
  });

  it('never tells a negative age, though the clock is set back', async () => {
    const clock = new TestClock();
    const cache = new AnswerCache(clock);
    cache.put('one', answer(100));
    await clock.advance(-5000);
    expect(cache.find('one')?.age).toBe(0);
  });
});
