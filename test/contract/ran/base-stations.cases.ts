import { bearer, bodyOf, enb, eutranCell, external, feedAfter, gnb, load, nrCell, otherEutranCell, parked, ranPath, read, type Schemas, seqOf } from '../../support/ran.js';
import { pathOf } from '../../support/service-management.js';
import { usePlatform } from '../../support/use-platform.js';

describe('base stations and cells', () => {
  const { api } = usePlatform();

  beforeEach(() => load(api));

  const idsAt = async (path: string) => bodyOf<{ id: string }[]>(await api.get(path).expect(200)).map(({ id }) => id);

  describe('base stations', () => {
    it('are added, with an address of their own, and are found where Location says', async () => {
      const sent = { ...gnb({ id: 'a/b c', nodeId: 'abcdef', name: 'a name' }) };
      const { body, headers } = await api.post(ranPath('base_stations')).send({ ...sent, colour: 'blue' }).expect(201);
      expect(body).toEqual({ ...sent, transportAddress: expect.stringMatching(/^10\.254\./) });
      expect(headers['location']).toBe(`http://mep.test:8080${ranPath('base_stations', 'a/b c')}`);
      const found = await api.get(pathOf(String(headers['location']))).expect(200, body as object);
      expect(found.headers['etag']).toBe(headers['etag']);
    });

    it('are listed in the order in which they were added', async () => {
      await api.post(ranPath('base_stations')).send(enb({ id: 'a', nodeId: '00009' })).expect(201);
      expect(await idsAt(ranPath('base_stations'))).toEqual(['enb-1', 'gnb-1', 'a']);
    });

    it('belong to PLMNs, each listed once', async () => {
      const plmn = { mcc: '262', mnc: '042' };
      await api.post(ranPath('base_stations')).send(gnb({ id: 'abroad', plmn })).expect(201);
      expect(await read(api, 'plmns')).toEqual([enb().plmn, plmn]);
    });

    it.each([
      ['the id', enb({ nodeId: '00009' }), 'enb-1'],
      ['the nodeId in the PLMN', enb({ id: 'other' }), '00001'],
    ])('that want %s of another are refused with 409', async (_what, body, named) => {
      expect((await api.post(ranPath('base_stations')).send(body).expect(409)).body.detail).toContain(named);
      expect(await idsAt(ranPath('base_stations'))).toEqual(['enb-1', 'gnb-1']);
    });

    it.each([
      ['an id that no URI can hold', enb({ id: '..' }), '/id'],
      ['an unknown type', { ...enb(), type: 'NODEB' }, '/type'],
      ['no position', { ...enb(), position: undefined }, 'position'],
      ['a nodeId that is no number', enb({ nodeId: 'xyzzy' }), '/nodeId'],
      ['a nodeId of an ENB with six digits', enb({ id: 'new', nodeId: '000001' }), '/nodeId of an ENB must be five hexadecimal digits'],
      ['a nodeId of a GNB with five digits', gnb({ id: 'new', nodeId: '00002' }), '/nodeId of a GNB must be six to eight hexadecimal digits'],
      ['a transport address that is none', gnb({ id: 'new', nodeId: '000009', transportAddress: '10.0.0.256' }), '/transportAddress must be an IP address'],
      ['a position off the Earth', enb({ position: { latitude: 91, longitude: 0 } }), '/position/latitude'],
    ])('with %s are refused with 400', async (_what, body, place) => {
      expect((await api.post(ranPath('base_stations')).send(body).expect(400)).body.detail).toContain(place);
      expect(await idsAt(ranPath('base_stations'))).toEqual(['enb-1', 'gnb-1']);
    });

    it('are replaced under the id of the path', async () => {
      const { body } = await api.put(ranPath('base_stations', 'enb-1')).send(enb({ id: 'ignored', name: 'renamed' })).expect(200);
      expect(body).toEqual({ ...enb({ name: 'renamed' }), transportAddress: expect.any(String) });
      expect(await read(api, 'base_stations', 'enb-1')).toEqual(body);
      expect(await idsAt(ranPath('base_stations'))).toEqual(['enb-1', 'gnb-1']);
    });

    it("have the platform's own address again when they are replaced without one", async () => {
      const own = await read<Schemas['BaseStation']>(api, 'base_stations', 'gnb-1');
      const addressAfter = async (body: Schemas['BaseStation']) => bodyOf<Schemas['BaseStation']>(await api.put(ranPath('base_stations', 'gnb-1')).send(body).expect(200)).transportAddress;
      expect(await addressAfter(gnb())).toBe(own.transportAddress);
      expect(await addressAfter(gnb({ transportAddress: '192.0.2.65' }))).toBe('192.0.2.65');
      const again = await addressAfter(gnb());
      expect(again).toMatch(/^10\.254\./);
      expect(await addressAfter(gnb())).toBe(again);
    });

    it('keep type and nodeId while they have cells: 409', async () => {
      await api.put(ranPath('base_stations', 'enb-1')).send(enb({ nodeId: '00007' })).expect(409);
      for (const cell of ['harbour-1', 'harbour-2']) await api.delete(ranPath('cells', cell)).expect(204);
      await api.put(ranPath('base_stations', 'enb-1')).send(enb({ nodeId: '00007' })).expect(200);
    });

    it('go with their cells, and followers are told of each', async () => {
      const before = await seqOf(api);
      await api.delete(ranPath('base_stations', 'enb-1')).expect(204);
      await api.get(ranPath('base_stations', 'enb-1')).expect(404);
      expect(await idsAt(ranPath('cells'))).toEqual(['casino-1']);
      const told = (await feedAfter(api, before)).filter((message) => 'change' in message && message.kind !== 'BEARER');
      expect(told.map((message) => [message.kind, 'change' in message && message.change])).toEqual([
        ['CELL', 'REPLACED'],
        ['CELL', 'REMOVED'],
        ['CELL', 'REMOVED'],
        ['BASE_STATION', 'REMOVED'],
      ]);
    });
  });

  describe('cells', () => {
    it('are added to a base station, and found where Location says', async () => {
      const sent = eutranCell({ id: 'harbour-3', ecgi: { plmn: enb().plmn, cellId: '0000103' }, layer2: { dl_gbr_pdr_cell: 1 } });
      const { body, headers } = await api.post(ranPath('cells')).send({ ...sent, colour: 'blue' }).expect(201);
      expect(body).toEqual(sent);
      await api.get(pathOf(String(headers['location']))).expect(200, sent);
    });

    it('are listed, all or those of a base station', async () => {
      expect(await idsAt(ranPath('cells'))).toEqual(['harbour-1', 'harbour-2', 'casino-1']);
      expect(await idsAt(`${ranPath('cells')}?base_station=gnb-1`)).toEqual(['casino-1']);
      expect(await idsAt(`${ranPath('cells')}?base_station=nobody`)).toEqual([]);
    });

    it.each([
      ['no identity', { ...eutranCell({ id: 'new' }), ecgi: undefined }, ' of an ENB must have an ecgi and no nrcgi'],
      ['an identity of the other kind', nrCell({ id: 'new', baseStation: 'enb-1', nrcgi: { plmn: enb().plmn, nrCellId: '000002009' } }), ' of an ENB must have an ecgi and no nrcgi'],
      ['identities of both kinds', nrCell({ id: 'new', ecgi: { plmn: enb().plmn, cellId: '0000109' } }), ' of a GNB must have an nrcgi and no ecgi'],
      ['the identity of another PLMN', eutranCell({ id: 'new', ecgi: { plmn: { mcc: '262', mnc: '01' }, cellId: '0000109' } }), '/ecgi must be in the PLMN of its base station, 001-01'],
      ['an identity that does not begin with the nodeId', eutranCell({ id: 'new', ecgi: { plmn: enb().plmn, cellId: 'abcd109' } }), '/ecgi/cellId must begin with the nodeId of its base station, 00001'],
      ['an id that no URI can hold', eutranCell({ id: '.' }), '/id'],
      ['the subcarrier spacing of NR in E-UTRAN', eutranCell({ id: 'new', ecgi: { plmn: enb().plmn, cellId: '0000109' }, subcarrierSpacing: 30 }), '/subcarrierSpacing of an ENB must be 15'],
      ['a bandwidth of no PRBs', eutranCell({ id: 'new', bandwidth: 0 }), '/bandwidth'],
    ])('with %s are refused with 400', async (_what, body, fault) => {
      expect((await api.post(ranPath('cells')).send(body).expect(400)).body.detail).toContain(`The body${fault}`);
      expect(await idsAt(ranPath('cells'))).toHaveLength(3);
    });

    it('of a base station that is not there are refused with 422', async () => {
      const { body } = await api.post(ranPath('cells')).send(eutranCell({ id: 'new', baseStation: 'nobody' })).expect(422);
      expect(body.detail).toContain('nobody');
      await api.put(ranPath('cells', 'harbour-1')).send(eutranCell({ baseStation: 'nobody' })).expect(422);
    });

    it('with neighbours that are not there are refused with 422', async () => {
      const neighbours = ['harbour-2', 'nowhere'];
      const added = await api.post(ranPath('cells')).send(eutranCell({ id: 'new', ecgi: { plmn: enb().plmn, cellId: '0000109' }, neighbours })).expect(422);
      expect(added.body.detail).toBe('There is no cell nowhere, which neighbours/1 names.');
      await api.put(ranPath('cells', 'harbour-1')).send(eutranCell({ neighbours })).expect(422);
      expect((await read<Schemas['Cell']>(api, 'cells', 'harbour-1')).neighbours).toEqual(['harbour-2', 'casino-1']);
      await api.put(ranPath('cells', 'harbour-1')).send(eutranCell({ neighbours: ['harbour-2'] })).expect(200);
    });

    it('that want the id or the identity of another are refused with 409', async () => {
      await api.post(ranPath('cells')).send(eutranCell({ ecgi: { plmn: enb().plmn, cellId: '0000109' } })).expect(409);
      await api.post(ranPath('cells')).send(eutranCell({ id: 'new' })).expect(409);
      await api.put(ranPath('cells', 'harbour-2')).send(eutranCell()).expect(409);
    });

    it('are replaced under the id of the path', async () => {
      const sent = eutranCell({ transmitPower: 10, admitsHandovers: false });
      await api.put(ranPath('cells', 'harbour-1')).send({ ...sent, id: 'ignored' }).expect(200, sent);
      expect(await read(api, 'cells', 'harbour-1')).toEqual(sent);
    });

    it('go, also from the neighbours of others, and their UEs attach elsewhere', async () => {
      await api.delete(ranPath('cells', 'harbour-1')).expect(204);
      await api.get(ranPath('cells', 'harbour-1')).expect(404);
      expect((await read<Schemas['Cell']>(api, 'cells', 'casino-1')).neighbours).toEqual([]);
      expect((await read<Schemas['UeState']>(api, 'ues', 'car-1', 'state')).servingCell).not.toBe('harbour-1');
      await api.post(ranPath('clock', 'step')).send({ duration: 2000 }).expect(200);
      expect(await read(api, 'ues', 'car-1', 'state')).toMatchObject({ attached: true, servingCell: 'harbour-2' });
    });

    it('show a state, with the UEs that they serve', async () => {
      await api.post(ranPath('clock', 'step')).send({ duration: 2000 }).expect(200);
      const state = await read<Schemas['CellState']>(api, 'cells', 'harbour-1', 'state');
      expect(state).toMatchObject({ cell: 'harbour-1', time: '2026-01-01T00:00:02.000Z', ues: ['car-1'] });
      expect(state.layer2).toMatchObject({ number_of_active_ue_dl_nongbr_cell: 1 });
      await api.get(ranPath('cells', 'nobody', 'state')).expect(404);
    });
  });

  it('what is not there is answered 404, before anything else', async () => {
    for (const path of [ranPath('base_stations', 'nobody'), ranPath('cells', 'nobody')]) {
      await api.get(path).expect(404);
      await api.put(path).set('If-Match', '"other"').send(path.includes('cells') ? otherEutranCell() : enb()).expect(404);
      await api.delete(path).set('If-Match', '"other"').expect(404);
    }
  });

  it('what comes and changes is told to followers', async () => {
    const before = await seqOf(api);
    await api.post(ranPath('base_stations')).send(enb({ id: 'new', nodeId: '00009' })).expect(201);
    await api.put(ranPath('cells', 'casino-1')).send(nrCell({ transmitPower: 1 })).expect(200);
    await api.post(ranPath('ues')).send(parked({ id: 'new', bearers: [bearer()] })).expect(201);
    await api.delete(ranPath('ues', external().id)).expect(204);
    const told = await feedAfter(api, before);
    expect(told.filter(({ kind }) => kind !== 'TIMING_ADVANCE')).toMatchObject([
      { kind: 'BASE_STATION', change: 'ADDED', baseStation: { id: 'new', transportAddress: expect.any(String) } },
      { kind: 'CELL', change: 'REPLACED', cell: { id: 'casino-1', transmitPower: 1 } },
      { kind: 'UE', change: 'ADDED', ue: { id: 'new' } },
      { kind: 'BEARER', ue: 'new', change: 'ESTABLISHED', cell: 'harbour-1' },
      { kind: 'UE', change: 'REMOVED', ue: { id: 'probe-1' } },
    ]);
  });
});
