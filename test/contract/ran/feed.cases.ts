import { SchemaCompiler } from '../../../src/modules/common/operation/index.js';
import { recordExercise } from '../../support/coverage.js';
import { allDocuments } from '../../support/declared-operations.js';
import { FeedReader } from '../../support/feed-reader.js';
import { livelyScenario, portOf } from '../../support/ran-feed.js';
import { feedAfter, load, ranPath, read, type Schemas, seqOf, step } from '../../support/ran.js';
import { usePlatform } from '../../support/use-platform.js';

const fits = new SchemaCompiler(allDocuments().find(({ name }) => name === 'ran')!, 'response').compile({ $ref: '#/components/schemas/FeedMessage' });

describe('the feed over a websocket', () => {
  const { api, platform } = usePlatform();

  beforeEach(() => load(api, livelyScenario()));

  const open = async (query = '') => {
    const reader = await FeedReader.open(portOf(platform), query);
    recordExercise({ document: 'ran', operationId: 'feedGet', status: '101' });
    return reader;
  };

  it('tells what is kept after a number, then the present states, then all as it comes, each as the document says', async () => {
    const before = await seqOf(api);
    await step(api, 5000);
    const kept = await feedAfter(api, before);
    const reader = await open(`?after=${before}`);
    const { ueStates, cellStates } = await read<Schemas['Snapshot']>(api, 'snapshot');
    await reader.until(() => expect(reader.states).toHaveLength(ueStates.length + cellStates.length));
    expect(reader.messages.slice(0, kept.length)).toEqual(kept);
    const stateless = (messages: Schemas['FeedMessage'][]) => messages.map((message) => ('state' in message ? message.state : undefined));
    const timeless = <T extends { time?: string }>(states: T[]) => states.map(({ time: _time, ...state }) => state);
    expect(stateless(reader.states)).toEqual([...timeless(cellStates), ...timeless(ueStates)]);
    await step(api, 10_000);
    const all = await feedAfter(api, before);
    await reader.until(() => expect(reader.lasting).toEqual(all));
    for (const message of reader.messages) expect(fits(message) || fits.errors).toBe(true);
    const seqs = reader.messages.map(({ seq }) => seq!);
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
  });

  it('tells the present states and what is to come without a number', async () => {
    await step(api, 2000);
    const reader = await open();
    await reader.until(() => expect(reader.states.length).toBeGreaterThan(0));
    expect(reader.lasting).toEqual([]);
    const before = await seqOf(api);
    await api.put(ranPath('clock')).send({ mode: 'STEPPED', state: 'PAUSED' }).expect(200);
    await reader.until(() => expect(reader.lasting).toMatchObject([{ kind: 'CLOCK', seq: before + 1, clock: { mode: 'STEPPED', state: 'PAUSED' } }]));
  });

  it('tells a state as it is when the events before it have happened', async () => {
    const reader = await open();
    await reader.until(() => expect(reader.states.length).toBeGreaterThan(0));
    const begun = reader.messages.length;
    await api
      .post(ranPath('events'))
      .send([
        { kind: 'UE_STATE', state: { ue: 'probe-1', servingCell: 'harbour-1' } },
        { kind: 'CARRIER_AGGREGATION', ue: 'probe-1', primaryCell: 'harbour-1', addedCells: ['harbour-2'] },
      ])
      .expect(204);
    await reader.until(() => expect(reader.messages.slice(begun).map(({ kind }) => kind)).toContain('UE_STATE'));
    expect(reader.messages.slice(begun)).toMatchObject([{ kind: 'CARRIER_AGGREGATION' }, { kind: 'UE_STATE', state: { ue: 'probe-1', secondaryCells: ['harbour-2'] } }]);
  });

  it('tells thousands of messages that were there before, without a gap, while others come', async () => {
    await api.post(ranPath('events')).send([{ kind: 'UE_STATE', state: { ue: 'probe-1', servingCell: 'harbour-1' } }]).expect(204);
    const before = await seqOf(api);
    const reports = Array.from({ length: 1000 }, () => ({ kind: 'MEASUREMENT_REPORT', ue: 'probe-1', servingCell: 'harbour-1', trigger: 'A3', measurements: [{ cell: 'harbour-1', rsrp: -90 }] }));
    for (let turn = 0; turn < 3; turn++) await api.post(ranPath('events')).send(reports).expect(204);
    const reader = await open(`?after=${before}`);
    await api.post(ranPath('events')).send(reports).expect(204);
    await reader.until(() => expect(reader.lasting).toHaveLength(4000));
    expect(reader.lasting.map(({ seq }) => seq! - before)).toEqual(Array.from({ length: 4000 }, (_each, index) => index + 1));
  });

  it.each([
    ['?after=x', 400, 'after'],
    ['?after=-1', 400, 'after'],
    ['?colour=blue', 400, 'colour'],
    ['?after=9007199254740991', 410, 'no message'],
  ])('refuses the handshake with %s: %i', async (query, status, named) => {
    const refusal = await FeedReader.refusal(portOf(platform), query);
    expect(refusal.status).toBe(status);
    expect(refusal.problem.detail).toContain(named);
  });

  it('ends when the platform stops', async () => {
    const reader = await open();
    await platform.stop();
    await reader.until(() => expect(reader.closed).toBe(1001));
  });
});
