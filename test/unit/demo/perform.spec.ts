import { jest } from '@jest/globals';
import { perform } from '../../../scripts/demo/perform.js';
import { Telling } from '../../../scripts/demo/telling.js';

describe('a demonstration', () => {
  it('ends and keeps no logs when nobody reads on', async () => {
    const told: string[] = [];
    const clear = jest.fn((_options: { keepLogs?: boolean }) => Promise.resolve(2));
    const stage = { clear, abandon: () => undefined, logs: 'logs' };
    const goesOn = () => new Promise<void>(() => setImmediate(() => process.stdout.emit('error', new Error('write EPIPE'))));
    expect(await perform(goesOn, () => stage, new Telling({ print: (line) => told.push(line), colours: false }))).toBe(1);
    expect(clear.mock.calls).toEqual([[{ keepLogs: false }]]);
    expect(told).toEqual(['  ✗ ended by whoever has read what it tells', '  Cleaned up: processes ended: 2; data and logs removed.']);
  });
});
