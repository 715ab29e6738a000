import { ApiDocuments } from '../../src/modules/common/operation/index.js';
import { ToldReader } from '../../src/modules/ran/adapters/told-reader.js';

const reader = new ToldReader(new ApiDocuments());
const CLOCK = { seq: 1, time: '2026-01-01T00:00:00.000Z', kind: 'CLOCK', clock: { mode: 'STEPPED' } };

describe('what another platform tells of its radio network', () => {
  it('is believed if the document allows it', () => {
    expect(reader.message(JSON.stringify(CLOCK))).toEqual(CLOCK);
  });

  it.each([
    ['no JSON', 'x', 'JSON'],
    ['no object', '[]', 'type object'],
    ['of a kind that nobody knows', JSON.stringify({ ...CLOCK, kind: 'EARTHQUAKE' }), '/kind must be one of'],
    ['lacking what its kind needs', JSON.stringify({ ...CLOCK, clock: {} }), '/clock lacks the attribute mode'],
    ['without a number', JSON.stringify({ seq: 'x', time: CLOCK.time, kind: 'TIMING_ADVANCE', ue: 'a', cell: 'b', timingAdvance: 1 }), 'lacks its seq'],
    ['without a time', JSON.stringify({ seq: 1, time: 'now', kind: 'TIMING_ADVANCE', ue: 'a', cell: 'b', timingAdvance: 1 }), 'lacks its seq or its time'],
  ])('is refused if it is %s', (_what, text, named) => {
    expect(() => reader.message(text)).toThrow(named);
  });

  it('is refused if it is no snapshot or no scenario', () => {
    expect(() => reader.snapshot('{"seq":1}')).toThrow('is no Snapshot');
    expect(() => reader.scenario('{}')).toThrow('is no Scenario');
  });
});
