import { perform } from '../../../scripts/demo/perform.js';
import { type Step, tell } from '../../../scripts/demo/story.js';
import { summarise } from '../../../scripts/demo/summary.js';
import { DoesNotHold, Telling } from '../../../scripts/demo/telling.js';

let lines: string[];
let telling: Telling;

beforeEach(() => {
  lines = [];
  telling = new Telling({ print: (line) => lines.push(line), colours: false });
});

const step = (title: string, play: () => void): Step => ({ title, standsIn: 'nothing', play: async () => play() });

const first = () =>
  step('first', () => {
    telling.request('curl http://127.0.0.1/');
    telling.check('it is so', true);
  });
const failing = () => step('second', () => telling.check('it is so', false, 'it is otherwise'));

describe('a story', () => {
  it('tells each step, and counts requests and checks', async () => {
    const outcomes = await tell([first(), first()], telling);
    expect(outcomes.map(({ result, requests, checks }) => [result, requests, checks])).toEqual([
      ['HELD', 1, 1],
      ['HELD', 1, 1],
    ]);
    expect(lines).toEqual(['\n1. first', '  curl http://127.0.0.1/', '  ✓ it is so', '\n2. first', '  curl http://127.0.0.1/', '  ✓ it is so']);
  });

  it('ends with the first step that does not hold', async () => {
    let isRun = false;
    const outcomes = await tell([first(), failing(), step('third', () => (isRun = true))], telling);
    expect(outcomes.map(({ result }) => result)).toEqual(['HELD', 'FAILED', 'NOT_RUN']);
    expect(isRun).toBe(false);
    expect(lines.at(-1)).toBe('  ✗ it is so: it is otherwise');
    expect(lines).not.toContain('\n3. third');
  });

  it('ends with the step during which a platform ends', async () => {
    const breaking = new AbortController();
    const waiting: Step = { title: 'second', standsIn: 'nothing', play: () => new Promise(() => breaking.abort(new Error('The platform has ended'))) };
    const outcomes = await tell([first(), waiting, first()], telling, breaking.signal);
    expect(outcomes.map(({ result }) => result)).toEqual(['HELD', 'FAILED', 'NOT_RUN']);
    expect(lines.at(-1)).toBe('  ✗ The platform has ended');
  });

  it('is summed up in a table with a row for each step', async () => {
    summarise(await tell([first(), failing(), first()], telling), telling);
    const rows = lines.slice(lines.indexOf('\nSummary') + 2);
    expect(rows.map((row) => /^ {2}(\d\. \w+) +(held|FAILED|not run)/.exec(row)?.slice(1))).toEqual([
      ['1. first', 'held'],
      ['2. second', 'FAILED'],
      ['3. first', 'not run'],
    ]);
  });

  it('has colours where they are wanted', () => {
    new Telling({ print: (line) => lines.push(line), colours: true }).check('it is so', true);
    expect(lines).toEqual(['  \u001b[32m✓\u001b[39m it is so']);
  });
});

describe('a performance', () => {
  const made: { logs: string; cleared: unknown[]; clear: (options?: unknown) => Promise<number>; abandon: () => void }[] = [];
  const makeStage = () => {
    const cleared: unknown[] = [];
    const stage = { logs: '/the/logs', cleared, clear: async (options?: unknown) => cleared.push(options), abandon: () => undefined };
    made.push(stage);
    return stage;
  };
  const cleared = () => made.at(-1)?.cleared;

  it('ends with 0 and leaves nothing if all went well', async () => {
    expect(await perform(async () => undefined, makeStage, telling)).toBe(0);
    expect(cleared()).toEqual([{ keepLogs: false }]);
  });

  it('ends with 1 and clears up if something did not hold, and says why and where the logs are', async () => {
    const show = () => Promise.reject(new DoesNotHold('it was otherwise'));
    expect(await perform(show, makeStage, telling)).toBe(1);
    expect(cleared()).toEqual([{ keepLogs: true }]);
    expect(lines[0]).toBe('  ✗ it was otherwise');
    expect(lines[1]).toContain('The logs are in /the/logs.');
  });

  it('ends with 1 if it cannot begin', async () => {
    const makeNone = (): never => {
      throw new Error('The platform is not built: npm run build.');
    };
    expect(await perform(async () => undefined, makeNone, telling)).toBe(1);
    expect(lines).toEqual(['  ✗ The platform is not built: npm run build.']);
  });

  it('is interrupted by a signal, and clears up', async () => {
    const show = () => {
      process.emit('SIGHUP', 'SIGHUP');
      return new Promise<void>(() => undefined);
    };
    expect(await perform(show, makeStage, telling)).toBe(1);
    expect(cleared()).toEqual([{ keepLogs: false }]);
    expect(lines[0]).toBe('  ✗ ended by SIGHUP');
  });

  it('goes on until a signal if it is to be kept, and ends with 0', async () => {
    const ends = perform(async () => 'KEEP' as const, makeStage, telling);
    await new Promise((resolve) => setImmediate(resolve));
    expect(cleared()).toEqual([]);
    process.emit('SIGHUP', 'SIGHUP');
    expect(await ends).toBe(0);
    expect(cleared()).toEqual([{ keepLogs: false }]);
  });

  it('hears nothing any more of what was going on', async () => {
    await perform(async () => undefined, makeStage, telling);
    const { length } = lines;
    telling.note('still here');
    expect(lines).toHaveLength(length);
  });
});
