import { bearer, bodyOf, external, feedAfter, load, parked, ranPath, read, type Schemas, seqOf, step } from '../../support/ran.js';
import { pathOf } from '../../support/service-management.js';
import { usePlatform } from '../../support/use-platform.js';

const UES = ranPath('ues');
const CAR = ranPath('ues', 'car-1');
const RATES = { erabMbrDl: 1, erabMbrUl: 1, erabGbrDl: 1, erabGbrUl: 1 };
const origin = { latitude: 0, longitude: 0 };
const nowhere = { ipAddress: 'nowhere', tunnelId: '0000a001' };

describe('UEs', () => {
  const { api } = usePlatform();

  beforeEach(() => load(api));

  const idsAt = async (query = '') => bodyOf<{ id: string }[]>(await api.get(`${UES}${query}`).expect(200)).map(({ id }) => id);

  it('are added, attach at once, and are found where Location says', async () => {
    const sent = parked({ id: 'a/b', supi: 'imsi-00101', tempUeId: { mmec: '01', mtmsi: '00000001' }, associateId: [{ type: 1, value: '10.45.0.1' }], bearers: [bearer()] });
    const { body, headers } = await api.post(UES).send({ ...sent, colour: 'blue', bearers: [{ ...bearer(), colour: 'blue' }], tempUeId: { ...sent.tempUeId, colour: 'blue' } }).expect(201);
    expect(body).toEqual(sent);
    await api.get(pathOf(String(headers['location']))).expect(200, sent);
    expect(await read(api, 'ues', 'a/b', 'state')).toMatchObject({ attached: true, servingCell: 'harbour-1', time: '2026-01-01T00:00:00.000Z' });
  });

  it('are listed, all or those of a cell', async () => {
    expect(await idsAt()).toEqual(['car-1', 'probe-1']);
    expect(await idsAt('?serving_cell=harbour-1')).toEqual(['car-1']);
    expect(await idsAt('?serving_cell=nowhere')).toEqual([]);
  });

  it.each([
    ['the id', parked()],
    ['the supi', parked({ id: 'new', supi: 'imsi-00101' })],
    ['the tempUeId', parked({ id: 'new', tempUeId: { mmec: 'AB', mtmsi: 'ABCDEF01' } })],
    ['an address', parked({ id: 'new', associateId: [{ type: 1, value: '10.45.0.1' }] })],
  ])('that want %s of another are refused with 409', async (_what, body) => {
    const identified = { supi: 'imsi-00101', tempUeId: { mmec: 'ab', mtmsi: 'abcdef01' }, associateId: [{ type: 1 as const, value: '10.45.0.1' }] };
    await api.put(CAR).send(parked(identified)).expect(200);
    await api.post(UES).send(body).expect(409);
    if (body.id !== 'car-1') await api.put(ranPath('ues', 'probe-1')).send(body).expect(409);
    expect(await idsAt()).toEqual(['car-1', 'probe-1']);
  });

  it.each([
    ['an id that no URI can hold', parked({ id: '.' }), '/id'],
    ['no mobility', { id: 'new' }, 'mobility'],
    ['no model', { id: 'new', mobility: {} }, '/mobility lacks the attribute model'],
    ['an unknown model', { id: 'new', mobility: { model: 'TELEPORT' } }, '/mobility/model must be one of'],
    ['a model that lacks what it needs', { id: 'new', mobility: { model: 'STRAIGHT_ROAD', to: { latitude: 0, longitude: 0 }, speed: 1 } }, '/mobility lacks the attribute from'],
    ['an IPv4 address that is none', parked({ id: 'new', associateId: [{ type: 1, value: '10.45.0' }] }), '/associateId/0/value must be an IPv4 address'],
    ['an IPv6 address that is none', parked({ id: 'new', associateId: [{ type: 1, value: '10.45.0.1' }, { type: 2, value: '10.45.0.1' }] }), '/associateId/1/value must be an IPv6 address'],
    ['an address behind a NAT that is none', parked({ id: 'new', associateId: [{ type: 3, value: 'nat' }] }), '/associateId/0/value must be an IP address'],
    ['a TEID of seven digits', parked({ id: 'new', associateId: [{ type: 4, value: '000a001' }] }), '/associateId/0/value must be a TEID'],
    ['a tunnel to nowhere', parked({ id: 'new', bearers: [bearer({ enbInfo: nowhere })] }), '/bearers/0/enbInfo/ipAddress must be an IP address'],
    ['a tunnel from nowhere', parked({ id: 'new', bearers: [bearer({ sGwInfo: nowhere })] }), '/bearers/0/sGwInfo/ipAddress must be an IP address'],
    ['a lowest speed above the highest', parked({ id: 'new', mobility: { model: 'RANDOM_WAY_POINT', southWest: origin, northEast: origin, minimumSpeed: 2, maximumSpeed: 1, seed: 1 } }), '/mobility/minimumSpeed must not be above maximumSpeed'],
    ['more downlink bits guaranteed than allowed', parked({ id: 'new', bearers: [bearer({ qosInformation: { ...RATES, erabGbrDl: 2 } })] }), '/bearers/0/qosInformation/erabGbrDl must not be above erabMbrDl'],
    ['more uplink bits guaranteed than allowed', parked({ id: 'new', bearers: [bearer({ qosInformation: { ...RATES, erabGbrUl: 2 } })] }), '/bearers/0/qosInformation/erabGbrUl must not be above erabMbrUl'],
    ['a track neither here nor there', parked({ id: 'new', mobility: { model: 'TRACK', trackedId: 'a' } }), '/mobility must have exactly one of track and file'],
    ['a track here and there', parked({ id: 'new', mobility: { model: 'TRACK', track: 'time', file: 'a.csv', trackedId: 'a' } }), '/mobility must have exactly one of track and file'],
    ['a bearer of an impossible id', parked({ id: 'new', bearers: [bearer({ erabId: 16 })] }), '/bearers/0/erabId'],
    ['two bearers of one id', parked({ id: 'new', bearers: [bearer(), bearer({ erabId: 6 }), bearer({ qci: 1 })] }), '/bearers/2/erabId must not be that of another bearer, 5'],
  ])('with %s are refused with 400 that names the place', async (_what, body, place) => {
    const { detail, faults } = (await api.post(UES).send(body).expect(400)).body as { detail: string; faults: unknown[] };
    expect(detail).toContain(place);
    expect(faults).toHaveLength(1);
    if ('id' in body && body.id === 'new') expect((await api.put(CAR).send(body).expect(400)).body).toMatchObject({ detail, faults });
    expect(await idsAt()).toEqual(['car-1', 'probe-1']);
  });

  it('on a track that the platform lacks are refused with 422', async () => {
    await api.post(UES).send(parked({ id: 'new', mobility: { model: 'TRACK', file: 'nowhere.csv', trackedId: 'a' } })).expect(422);
    expect(await idsAt()).toEqual(['car-1', 'probe-1']);
  });

  it('are replaced, their bearers included, under the id of the path', async () => {
    const sent = parked({ supi: 'imsi-00102', bearers: [bearer({ erabId: 6 })] });
    await api.put(CAR).send({ ...sent, id: 'ignored' }).expect(200, sent);
    expect(bodyOf<Schemas['Bearer'][]>(await api.get(`${CAR}/bearers`).expect(200)).map(({ erabId }) => erabId)).toEqual([6]);
  });

  it('that are removed release their bearers', async () => {
    const before = await seqOf(api);
    await api.delete(CAR).expect(204);
    await api.get(CAR).expect(404);
    await api.get(`${CAR}/state`).expect(404);
    expect(await feedAfter(api, before)).toMatchObject([
      { kind: 'BEARER', ue: 'car-1', change: 'RELEASED', bearer: { erabId: 5 } },
      { kind: 'UE', change: 'REMOVED', ue: { id: 'car-1' } },
    ]);
  });

  it('show what they measure and use while the time passes', async () => {
    await step(api, 2000);
    const state = await read<Schemas['UeState']>(api, 'ues', 'car-1', 'state');
    expect(state).toMatchObject({ ue: 'car-1', time: '2026-01-01T00:00:02.000Z', servingCell: 'harbour-1', speed: 0, timingAdvance: expect.any(Number) });
    expect(state.measurements!.map(({ cell }) => cell)).toContain('harbour-2');
    expect(state.layer2!.dl_nongbr_throughput_ue).toBeGreaterThan(0);
    expect(state.prbUsage!.dl).toBeGreaterThan(0);
  });

  it('are answered 404 where there are none', async () => {
    const nobody = ranPath('ues', 'nobody');
    for (const path of [nobody, `${nobody}/state`, `${nobody}/bearers`, `${nobody}/bearers/5`]) await api.get(path).expect(404);
    await api.put(nobody).set('If-Match', '"other"').send(parked()).expect(404);
    await api.delete(nobody).set('If-Match', '"other"').expect(404);
    await api.post(`${nobody}/bearers`).send(bearer()).expect(404);
    await api.put(`${nobody}/bearers/5`).send(bearer()).expect(404);
    await api.delete(`${nobody}/bearers/5`).expect(404);
  });

  describe('their bearers', () => {
    const BEARERS = `${CAR}/bearers`;

    it('are established, with tunnels, and are found where Location says', async () => {
      const sent = bearer({ erabId: 6, qci: 1, qosInformation: { erabMbrDl: 512_000, erabMbrUl: 512_000, erabGbrDl: 128_000, erabGbrUl: 128_000 } });
      const before = await seqOf(api);
      const { body, headers } = await api.post(BEARERS).send({ ...sent, colour: 'blue' }).expect(201);
      const tunnel = { ipAddress: expect.any(String), tunnelId: expect.stringMatching(/^[0-9a-f]{8}$/) };
      expect(body).toEqual({ ...sent, enbInfo: tunnel, sGwInfo: tunnel });
      const found = await api.get(pathOf(String(headers['location']))).expect(200, body as object);
      expect(found.headers['etag']).toBe(headers['etag']);
      expect(await feedAfter(api, before)).toMatchObject([
        { kind: 'UE', change: 'REPLACED', ue: { id: 'car-1', bearers: [{ erabId: 5 }, { erabId: 6 }] } },
        { kind: 'BEARER', ue: 'car-1', change: 'ESTABLISHED', bearer: { erabId: 6 }, cell: 'harbour-1' },
      ]);
    });

    it('are listed, also without tunnels while the UE is not attached', async () => {
      expect(bodyOf<Schemas['Bearer'][]>(await api.get(BEARERS).expect(200))).toEqual([{ ...bearer(), enbInfo: expect.anything(), sGwInfo: expect.anything() }]);
      await api.put(ranPath('ues', 'probe-1')).send(external({ bearers: [bearer()] })).expect(200);
      await api.get(`${ranPath('ues', 'probe-1')}/bearers`).expect(200, [bearer()]);
    });

    it('are modified under the id of the path', async () => {
      const before = await seqOf(api);
      const { body } = await api.put(`${BEARERS}/5`).send(bearer({ erabId: 7, qci: 8 })).expect(200);
      expect(body).toMatchObject({ erabId: 5, qci: 8 });
      await api.get(`${BEARERS}/5`).expect(200, body as object);
      expect((await feedAfter(api, before)).at(-1)).toMatchObject({ kind: 'BEARER', change: 'MODIFIED', bearer: { qci: 8 }, previous: { qci: 9 } });
    });

    it('are released', async () => {
      const before = await seqOf(api);
      await api.delete(`${BEARERS}/5`).expect(204);
      await api.get(`${BEARERS}/5`).expect(404);
      expect((await feedAfter(api, before)).at(-1)).toMatchObject({ kind: 'BEARER', change: 'RELEASED', bearer: { erabId: 5 } });
    });

    it('that want the id of another are refused with 409', async () => {
      await api.post(BEARERS).send(bearer({ qci: 1 })).expect(409);
    });

    it.each([
      ['16', 400],
      ['05', 400],
      ['x', 400],
      ['15', 404],
    ])('with the id %s are answered %i', async (erabId, status) => {
      await api.get(`${BEARERS}/${erabId}`).expect(status);
      await api.put(`${BEARERS}/${erabId}`).send(bearer()).expect(status);
      await api.delete(`${BEARERS}/${erabId}`).expect(status);
    });

    it('that are malformed are refused with 400', async () => {
      expect((await api.post(BEARERS).send({ erabId: 6 }).expect(400)).body.detail).toContain('qci');
      expect((await api.put(`${BEARERS}/5`).send(bearer({ qci: 256 })).expect(400)).body.detail).toContain('/qci');
      expect((await api.post(BEARERS).send(bearer({ erabId: 6, enbInfo: nowhere })).expect(400)).body.detail).toContain('/enbInfo/ipAddress');
      expect((await api.put(`${BEARERS}/5`).send(bearer({ sGwInfo: nowhere })).expect(400)).body.detail).toContain('/sGwInfo/ipAddress');
    });
  });
});
