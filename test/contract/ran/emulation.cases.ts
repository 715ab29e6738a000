import { bodyOf, eutranCell, external, feedAfter, load, parked, ranPath, read, scenario, type Schemas, seqOf, step } from '../../support/ran.js';
import { usePlatform } from '../../support/use-platform.js';

const CLOCK = ranPath('clock');
const CONFIGURATION = ranPath('configuration');

describe('the emulation', () => {
  const { api } = usePlatform();

  beforeEach(() => load(api));

  describe('its configuration', () => {
    const configuration: Schemas['RanConfiguration'] = {
      seed: 3,
      stepTime: 200,
      shadowing: true,
      handoverPreparationTime: 0,
      handoverExecutionTime: 0,
      reportConfigs: [{ id: 'a3', rat: 'EUTRA', trigger: 'A3', offset: 3 }],
    };

    it('is replaced, and followers are told', async () => {
      const before = await seqOf(api);
      await api.put(CONFIGURATION).send({ ...configuration, colour: 'blue' }).expect(200, configuration);
      await api.get(CONFIGURATION).expect(200, configuration);
      expect(await feedAfter(api, before)).toMatchObject([{ kind: 'CONFIGURATION', configuration }]);
    });

    it.each([
      ['two report configurations of one id', { reportConfigs: [{ id: 'a', rat: 'NR', trigger: 'A3' }, { id: 'a', rat: 'NR', trigger: 'A3' }] }, '/reportConfigs/1/id'],
      ['an event without its threshold', { reportConfigs: [{ id: 'a', rat: 'NR', trigger: 'A5', threshold1: -100 }] }, '/reportConfigs/0'],
      ['steps of no time', { stepTime: 0 }, '/stepTime'],
    ])('with %s is refused with 400 that names the place', async (_what, body, place) => {
      expect((await api.put(CONFIGURATION).send(body).expect(400)).body.detail).toContain(place);
      await api.get(CONFIGURATION).expect(200, scenario().configuration!);
    });
  });

  describe('its clock', () => {
    it('is set, and followers are told; the time goes on from where it is', async () => {
      await step(api, 1000);
      const before = await seqOf(api);
      const { body } = await api.put(CLOCK).send({ mode: 'REAL_TIME', speed: 10, state: 'PAUSED', time: 'ignored' }).expect(200);
      expect(body).toEqual({ mode: 'REAL_TIME', speed: 10, state: 'PAUSED', time: '2026-01-01T00:00:01.000Z' });
      await api.get(CLOCK).expect(200, body as object);
      expect(await feedAfter(api, before)).toMatchObject([{ kind: 'CLOCK', clock: body }]);
    });

    it('runs at its usual speed unless it is told otherwise, and has no speed while it is stepped', async () => {
      expect((await api.put(CLOCK).send({ mode: 'REAL_TIME' }).expect(200)).body).toMatchObject({ speed: 1, state: 'RUNNING' });
      expect((await api.put(CLOCK).send({ mode: 'STEPPED', speed: 3 }).expect(200)).body).toEqual({ mode: 'STEPPED', state: 'RUNNING', time: expect.any(String) });
    });

    it('is stepped by whole steps of the emulation', async () => {
      expect((await step(api, 1000)).body).toMatchObject({ mode: 'STEPPED', time: '2026-01-01T00:00:01.000Z' });
      expect((await step(api, 150)).body).toMatchObject({ time: '2026-01-01T00:00:01.200Z' });
    });

    it('is not stepped while the time passes by itself: 409; it is while it stands still', async () => {
      await api.put(CLOCK).send({ mode: 'REAL_TIME', state: 'RUNNING' }).expect(200);
      await api.post(ranPath('clock', 'step')).send({ duration: 100 }).expect(409);
      await api.put(CLOCK).send({ mode: 'REAL_TIME', state: 'PAUSED' }).expect(200);
      await step(api, 100);
    });

    it.each([{}, { mode: 'BACKWARDS' }, { mode: 'REAL_TIME', speed: 0 }, { mode: 'STEPPED', state: 'BROKEN' }])('is not set to %j: 400', async (body) => {
      await api.put(CLOCK).send(body).expect(400);
    });

    it.each([{}, { duration: 0 }, { duration: 1.5 }, { duration: 86_400_001 }])('is not stepped by %j: 400', async (body) => {
      await api.post(ranPath('clock', 'step')).send(body).expect(400);
    });
  });

  describe('its scenario', () => {
    it('is shown with the changes that were made since, and can be loaded again', async () => {
      await api.delete(ranPath('ues', 'probe-1')).expect(204);
      await api.put(ranPath('cells', 'harbour-1')).send(eutranCell({ transmitPower: 40 })).expect(200);
      const shown = await read<Schemas['Scenario']>(api, 'scenario');
      expect(shown).toMatchObject({ name: 'for tests', ues: [{ id: 'car-1' }], clock: { mode: 'STEPPED' } });
      expect(shown.cells[0]).toEqual(eutranCell({ transmitPower: 40 }));
      const { body } = await api.put(ranPath('scenario')).send(shown).expect(200);
      expect(body).toEqual(shown);
    });

    it('replaces the network, and followers are told to look again', async () => {
      const before = await seqOf(api);
      await load(api, { ues: [] });
      await api.get(ranPath('ues')).expect(200, []);
      expect((await feedAfter(api, before))[0]).toMatchObject({ kind: 'RESET' });
    });

    it('begins when it says', async () => {
      await load(api, { startTime: '2030-05-06T07:08:09.000Z' });
      expect(await read(api, 'clock')).toMatchObject({ time: '2030-05-06T07:08:09.000Z' });
    });

    it.each([
      ['two cells of one id', scenario({ cells: [eutranCell(), eutranCell({ ecgi: { plmn: { mcc: '001', mnc: '01' }, cellId: '0000109' } })] })],
      ['a cell without its base station', scenario({ baseStations: [] })],
      ['two UEs of one address', scenario({ ues: ['a', 'b'].map((id) => parked({ id, associateId: [{ type: 1, value: '10.45.0.1' }] })) })],
      ['an unsound configuration', scenario({ configuration: { reportConfigs: [{ id: 'a', rat: 'NR', trigger: 'A1' }] } })],
      ['no UEs', { ...scenario(), ues: undefined }],
      ['an event of an unknown kind', { ...scenario(), schedule: [{ at: 1, event: { kind: 'EARTHQUAKE' } }] }],
    ])('with %s is refused with 400, and nothing changes', async (_what, body) => {
      const before = await read(api, 'scenario');
      await api.put(ranPath('scenario')).send(body).expect(400);
      expect(await read(api, 'scenario')).toEqual(before);
    });

    it('lets happen what it has planned', async () => {
      const event: Schemas['RadioEvent'] = { kind: 'BEARER', ue: 'car-1', change: 'ESTABLISHED', bearer: { erabId: 7, qci: 1 } };
      await load(api, { schedule: [{ at: 1, event }] });
      await step(api, 900);
      const bearers = async () => (await read<Schemas['Bearer'][]>(api, 'ues', 'car-1', 'bearers')).map(({ erabId }) => erabId);
      expect(await bearers()).toEqual([5]);
      await step(api, 200);
      expect(await bearers()).toEqual([5, 7]);
    });

    describe('in YAML', () => {
      const put = (text: string) => api.put(ranPath('scenario')).set('Content-Type', 'application/yaml').send(text);

      it('is loaded as in JSON', async () => {
        const text = `
name: in YAML
clock: { mode: STEPPED }
baseStations: []
cells: []
ues:
  - &probe { id: probe-1, mobility: { model: EXTERNAL } }
  - { id: probe-2, mobility: { model: EXTERNAL } }
`;
        expect((await put(text).expect(200)).body).toMatchObject({ name: 'in YAML', ues: [external(), external({ id: 'probe-2' })] });
      });

      it.each([
        ['no YAML', 'name: [', 'YAML'],
        ['two documents', 'name: a\n---\nname: b', 'YAML'],
        ['a name twice', 'name: a\nname: b', 'YAML'],
        ['names that are no text', '? [a]\n: b', 'YAML'],
        ['a circle', 'name: &a [*a]', 'nested'],
        ['a laugh in billions', `a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]`, 'YAML'],
        ['a NUL', 'name: "\\0"', 'NUL'],
        ['what no JSON holds', 'name: .nan', '/name'],
        ['nothing', '', 'body'],
      ])('is refused with 400 where it holds %s', async (_what, text, named) => {
        expect(JSON.stringify((await put(text).expect(400)).body)).toContain(named);
      });

      it('is taken nowhere else: 415', async () => {
        await api.put(CLOCK).set('Content-Type', 'application/yaml').send('mode: STEPPED').expect(415);
      });
    });
  });

  describe('its reset', () => {
    it('puts clock and UEs back to the beginning, and followers are told', async () => {
      await step(api, 5000);
      const before = await seqOf(api);
      await api.post(ranPath('reset')).expect(204);
      expect(await read(api, 'clock')).toMatchObject({ time: '2026-01-01T00:00:00.000Z' });
      expect((await feedAfter(api, before))[0]).toMatchObject({ kind: 'RESET', time: '2026-01-01T00:00:00.000Z' });
    });

    it('lets the same happen again', async () => {
      const happened = async () => {
        const before = await seqOf(api);
        await step(api, 10_000);
        return (await feedAfter(api, before)).map(({ seq: _seq, ...message }) => message);
      };
      await load(api, { configuration: { seed: 7, reportConfigs: [{ id: 'often', rat: 'EUTRA', trigger: 'PERIODICAL', reportInterval: 1000, reportAmount: 0 }] } });
      const first = await happened();
      await api.post(ranPath('reset')).expect(204);
      expect(await happened()).toEqual(first);
      expect(first.filter(({ kind }) => kind === 'MEASUREMENT_REPORT').length).toBeGreaterThan(5);
    });
  });

  it('shows everything at one moment', async () => {
    await step(api, 1000);
    await api.post(ranPath('handovers')).send({ ue: 'car-1', targetCells: ['harbour-2'] }).expect(201);
    const snapshot = bodyOf<Schemas['Snapshot']>(await api.get(ranPath('snapshot')).expect(200));
    expect(snapshot).toMatchObject({
      clock: { mode: 'STEPPED', time: '2026-01-01T00:00:01.000Z' },
      configuration: scenario().configuration!,
      baseStations: [{ id: 'enb-1' }, { id: 'gnb-1' }],
      cells: scenario().cells,
      ues: scenario().ues,
      ueStates: [await read(api, 'ues', 'car-1', 'state'), await read(api, 'ues', 'probe-1', 'state')],
      bearers: [{ ue: 'car-1', bearers: await read(api, 'ues', 'car-1', 'bearers') }],
      handovers: [{ ue: 'car-1', hoStatus: 1 }],
    });
    expect(snapshot.cellStates.map(({ cell }) => cell)).toEqual(['harbour-1', 'harbour-2', 'casino-1']);
    await api.get(`${ranPath('feed')}?after=${snapshot.seq}`).expect(200, []);
  });
});
