import { bodyOf, feedAfter, load, ranPath, read, type Schemas, seqOf } from '../../support/ran.js';
import { usePlatform } from '../../support/use-platform.js';

type RadioEvent = Schemas['RadioEvent'];

const EVENTS = ranPath('events');
const FEED = ranPath('feed');
const attached: RadioEvent = { kind: 'UE_STATE', state: { ue: 'probe-1', servingCell: 'harbour-1', speed: 8 } };
const report: RadioEvent = {
  kind: 'MEASUREMENT_REPORT',
  ue: 'probe-1',
  servingCell: 'harbour-1',
  trigger: 'A3',
  measurements: [
    { cell: 'harbour-1', rsrp: -92, rsrq: -13.5, sinr: 3 },
    { cell: 'harbour-2', rsrp: -87, rsrq: -11 },
  ],
};

describe('events from outside', () => {
  const { api } = usePlatform();

  beforeEach(() => load(api));

  const post = (events: unknown) => api.post(EVENTS).send(events as object);

  it('of every kind happen, in their order, and are in the feed', async () => {
    const before = await seqOf(api);
    const events: RadioEvent[] = [
      attached,
      report,
      { kind: 'BEARER', ue: 'probe-1', change: 'ESTABLISHED', bearer: { erabId: 5, qci: 9 } },
      { kind: 'TIMING_ADVANCE', ue: 'probe-1', cell: 'harbour-1', timingAdvance: 3 },
      { kind: 'CARRIER_AGGREGATION', ue: 'probe-1', primaryCell: 'harbour-1', addedCells: ['harbour-2'] },
      { kind: 'CELL_STATE', state: { cell: 'harbour-1', layer2: { dl_total_prb_usage_cell: 20 } } },
      { kind: 'HANDOVER', handoverId: 'their-own', ue: 'probe-1', sourceCell: 'harbour-1', targetCells: ['casino-1'], hoStatus: 1 },
      { kind: 'HANDOVER', handoverId: 'their-own', ue: 'probe-1', sourceCell: 'harbour-1', targetCells: ['casino-1'], hoStatus: 3 },
    ];
    await post(events).expect(204);
    const told = await feedAfter(api, before);
    expect(told.slice(0, 4)).toMatchObject([
      { ...report, servingCells: [{ cell: 'harbour-1' }], neighbours: ['harbour-2'] },
      { kind: 'BEARER', ue: 'probe-1', change: 'ESTABLISHED', bearer: { erabId: 5 }, cell: 'harbour-1' },
      { kind: 'TIMING_ADVANCE', ue: 'probe-1', timingAdvance: 3 },
      { kind: 'CARRIER_AGGREGATION', primaryCell: 'harbour-1', addedCells: ['harbour-2'], servingCells: [{ cell: 'harbour-1' }, { cell: 'harbour-2' }] },
    ]);
    const handovers = told.filter((message) => message.kind === 'HANDOVER');
    expect(handovers.map(({ hoStatus, cause }) => [hoStatus, cause])).toEqual([
      [1, 'EXTERNAL'],
      [2, 'EXTERNAL'],
      [3, 'EXTERNAL'],
    ]);
    expect(await read(api, 'ues', 'probe-1', 'state')).toMatchObject({ attached: true, servingCell: 'casino-1', speed: 8 });
    expect(await read(api, 'cells', 'harbour-1', 'state')).toMatchObject({ layer2: { dl_total_prb_usage_cell: 20 } });
    expect(await read(api, 'handovers', 'their-own')).toMatchObject({ hoStatus: 3, cause: 'EXTERNAL' });
  });

  it('happen all or none', async () => {
    const before = await seqOf(api);
    expect((await post([attached, report, { ...report, ue: 'nobody' }]).expect(422)).body.detail).toContain('nobody');
    expect(await read(api, 'ues', 'probe-1', 'state')).toMatchObject({ attached: false });
    expect(await seqOf(api)).toBe(before);
  });

  it.each([
    ['a cell that is not there', { ...report, servingCell: 'nowhere' }],
    ['measurements of a UE that is emulated', { ...report, ue: 'car-1' }],
    ['a primary cell that is added', { kind: 'CARRIER_AGGREGATION', ue: 'probe-1', primaryCell: 'harbour-1', addedCells: ['harbour-1'] }],
    ['a bearer that the UE lacks', { kind: 'BEARER', ue: 'probe-1', change: 'RELEASED', bearer: { erabId: 9, qci: 9 } }],
    ['the state of a UE that is emulated', { kind: 'UE_STATE', state: { ue: 'car-1', speed: 1 } }],
  ])('that name %s are refused with 422', async (_what, event) => {
    await post([event]).expect(422);
  });

  describe('that tell of a handover by its id', () => {
    const told = (hoStatus: Schemas['HoStatus'], changes: Partial<Schemas['HandoverEvent']> = {}): RadioEvent => ({
      kind: 'HANDOVER',
      handoverId: 'theirs',
      ue: 'probe-1',
      sourceCell: 'harbour-1',
      targetCells: ['casino-1'],
      hoStatus,
      ...changes,
    });
    const refused = async (events: RadioEvent[], detail: string) => {
      const before = await read(api, 'snapshot');
      expect((await post(events).expect(422)).body.detail).toBe(detail);
      expect(await read(api, 'snapshot')).toEqual(before);
    };

    it('go on with it while it is under way, in another request too', async () => {
      await post([told(1)]).expect(204);
      await post([told(2)]).expect(204);
      await post([told(3)]).expect(204);
      expect(await read(api, 'handovers', 'theirs')).toMatchObject({ hoStatus: 3, timeline: [{ hoStatus: 1 }, { hoStatus: 2 }, { hoStatus: 3 }] });
    });

    it('are refused with 422 if it is one of another UE', async () => {
      await post([told(1)]).expect(204);
      await refused([told(2, { ue: 'car-1' })], 'The handover theirs is one of the UE probe-1.');
    });

    it("are refused with 422 if it is the platform's own", async () => {
      const { body } = await api.post(ranPath('handovers')).send({ ue: 'car-1', targetCells: ['harbour-2'] }).expect(201);
      const { id } = body as Schemas['Handover'];
      await refused([told(3, { ue: 'car-1', handoverId: id, targetCells: ['harbour-2'] })], `The handover ${id} is the platform's own.`);
    });

    it.each([3, 4, 5] as const)('are refused with 422 if it has ended with %i', async (hoStatus) => {
      await post([told(hoStatus)]).expect(204);
      await refused([told(1, { sourceCell: 'harbour-2' })], 'The handover theirs is over.');
    });

    it('are refused with 422, and all that came before in the request, if that has ended it', async () => {
      await refused([attached, report, told(1), told(3), told(3)], 'The handover theirs is over.');
      await post([attached, report, told(1), told(3)]).expect(204);
    });
  });

  it.each([
    ['no list', report, 'array'],
    ['none', [], 'at least 1'],
    ['an unknown kind', [{ kind: 'EARTHQUAKE' }], '/0/kind must be one of'],
    ['no kind', [{}], '/0 lacks the attribute kind'],
    ['a kind that lacks what it needs', [attached, { kind: 'TIMING_ADVANCE', ue: 'probe-1' }], '/1 lacks the attribute'],
    ['a bearer with a tunnel to nowhere', [attached, { kind: 'BEARER', ue: 'probe-1', change: 'ESTABLISHED', bearer: { erabId: 5, qci: 9, enbInfo: { ipAddress: 'x', tunnelId: '0000a001' } } }], '/1/bearer/enbInfo/ipAddress'],
    ['more than a thousand', Array.from({ length: 1001 }, () => attached), 'at most 1000'],
  ])('that are %s are refused with 400', async (_what, body, named) => {
    expect((await post(body).expect(400)).body.detail).toContain(named);
  });

  it('are taken without what only the platform sets, whatever it holds', async () => {
    const odd = { seq: 'x', time: 7, height: {}, servingCells: 3, neighbours: null, cause: [], previous: 1, cell: 'nowhere' };
    await post([
      { ...attached, ...odd, state: { ...attached.state, time: 9 } },
      { ...report, ...odd },
      { kind: 'CELL_STATE', ...odd, state: { cell: 'harbour-1', ues: 7, time: {} } },
      { kind: 'BEARER', ...odd, ue: 'probe-1', change: 'ESTABLISHED', bearer: { erabId: 5, qci: 9 } },
    ]).expect(204);
    expect(await read(api, 'cells', 'harbour-1', 'state')).toMatchObject({ ues: ['car-1', 'probe-1'] });
  });

  describe('the feed, asked without a websocket', () => {
    const report1000 = () => post(Array.from({ length: 1000 }, () => report)).expect(204);

    it('tells a thousand messages at most, numbered and in order', async () => {
      await post([attached]).expect(204);
      const before = await seqOf(api);
      await report1000();
      await report1000();
      const first = await feedAfter(api, before);
      const second = await feedAfter(api, first.at(-1)!.seq!);
      expect([first.length, second.length]).toEqual([1000, 1000]);
      expect([...first, ...second].map(({ seq }) => seq! - before)).toEqual(Array.from({ length: 2000 }, (_, index) => index + 1));
      expect(await feedAfter(api, second.at(-1)!.seq!)).toEqual([]);
    });

    it('begins anywhere in what is kept', async () => {
      expect(bodyOf<unknown[]>(await api.get(`${FEED}?after=0`).expect(200)).length).toBeGreaterThan(0);
    });

    it('answers 410 after a message that has never been', async () => {
      expect((await api.get(`${FEED}?after=${(await seqOf(api)) + 1}`).expect(410)).body.detail).toContain('has been no message');
      await api.get(`${FEED}?after=9007199254740991`).expect(410);
    });

    it.each(['', '?after=', '?after=x', '?after=-1', '?after=1.5', '?after=9007199254740992', '?after=1&after=2', '?before=1'])('is refused with 400: "%s"', async (query) => {
      await api.get(`${FEED}${query}`).expect(400);
    });
  });
});
