import { bodyOf, load, ranPath, read, type Schemas, step } from '../../support/ran.js';
import { pathOf } from '../../support/service-management.js';
import { usePlatform } from '../../support/use-platform.js';

type Handover = Schemas['Handover'];

const HANDOVERS = ranPath('handovers');

describe('handovers', () => {
  const { api } = usePlatform();

  beforeEach(() => load(api, { configuration: { seed: 7, shadowing: false, handoverPreparationTime: 1000, handoverExecutionTime: 1000 } }));

  const start = async (): Promise<Handover> => bodyOf(await api.post(HANDOVERS).send({ ue: 'car-1', targetCells: ['harbour-2'] }).expect(201));
  const list = async (query = ''): Promise<Handover[]> => bodyOf(await api.get(`${HANDOVERS}${query}`).expect(200));
  const statusOf = async ({ id }: Handover) => (await read<Handover>(api, 'handovers', id)).hoStatus;

  it('are started by the operator, and are found where Location says', async () => {
    const { body, headers } = await api.post(HANDOVERS).send({ ue: 'car-1', targetCells: ['harbour-2'], id: 'ignored', hoStatus: 'ignored' }).expect(201);
    expect(body).toEqual({
      id: expect.any(String),
      ue: 'car-1',
      sourceCell: 'harbour-1',
      targetCells: ['harbour-2'],
      hoStatus: 1,
      cause: 'OPERATOR',
      timeline: [{ hoStatus: 1, time: '2026-01-01T00:00:00.000Z' }],
    });
    await api.get(pathOf(String(headers['location']))).expect(200, body as object);
  });

  it('go from preparation over execution to completion as the time passes', async () => {
    const handover = await start();
    await step(api, 1200);
    expect(await statusOf(handover)).toBe(2);
    await step(api, 1200);
    const completed = await read<Handover>(api, 'handovers', handover.id);
    expect(completed.timeline.map(({ hoStatus }) => hoStatus)).toEqual([1, 2, 3]);
    expect((await read<Schemas['UeState']>(api, 'ues', 'car-1', 'state')).servingCell).toBe('harbour-2');
  });

  it('are rejected in preparation only: 409', async () => {
    const handover = await start();
    const { body } = await api.post(`${HANDOVERS}/${handover.id}/reject`).expect(200);
    expect(body).toMatchObject({ id: handover.id, hoStatus: 4, failure: 'OPERATOR' });
    await api.post(`${HANDOVERS}/${handover.id}/reject`).expect(409);
    await api.post(`${HANDOVERS}/${handover.id}/cancel`).expect(409);
    expect((await read<Schemas['UeState']>(api, 'ues', 'car-1', 'state')).servingCell).toBe('harbour-1');
  });

  it('are cancelled as long as they are under way', async () => {
    const handover = await start();
    await step(api, 1200);
    await api.post(`${HANDOVERS}/${handover.id}/reject`).expect(409);
    const { body } = await api.post(`${HANDOVERS}/${handover.id}/cancel`).expect(200);
    expect(body).toMatchObject({ hoStatus: 5, failure: 'OPERATOR', timeline: [{ hoStatus: 1 }, { hoStatus: 2 }, { hoStatus: 5 }] });
  });

  it('are listed, the newest first, of all UEs or of one, in all states or in one', async () => {
    const first = await start();
    await api.post(`${HANDOVERS}/${first.id}/cancel`).expect(200);
    const second = await start();
    expect((await list()).map(({ id }) => id)).toEqual([second.id, first.id]);
    expect((await list('?ho_status=5')).map(({ id }) => id)).toEqual([first.id]);
    expect((await list('?ue=car-1&ho_status=1')).map(({ id }) => id)).toEqual([second.id]);
    expect(await list('?ue=probe-1')).toEqual([]);
    for (const query of ['?ho_status=6', '?ho_status=x', '?ue=']) await api.get(`${HANDOVERS}${query}`).expect(400);
  });

  it.each([
    ['a UE that is not there', { ue: 'nobody', targetCells: ['harbour-2'] }, 422],
    ['a cell that is not there', { ue: 'car-1', targetCells: ['nowhere'] }, 422],
    ['a UE that is not attached', { ue: 'probe-1', targetCells: ['harbour-2'] }, 409],
    ['a cell where the UE is', { ue: 'car-1', targetCells: ['harbour-1'] }, 409],
    ['no cell', { ue: 'car-1', targetCells: [] }, 400],
    ['no UE', { targetCells: ['harbour-2'] }, 400],
  ])('that name %s are refused', async (_what, body, status) => {
    await api.post(HANDOVERS).send(body).expect(status);
    expect(await list()).toEqual([]);
  });

  it('of a UE that has one under way are refused with 409', async () => {
    await start();
    const { body } = await api.post(HANDOVERS).send({ ue: 'car-1', targetCells: ['casino-1'] }).expect(409);
    expect(body.detail).toContain('car-1');
  });

  it('that are not there are answered 404', async () => {
    await api.get(`${HANDOVERS}/nothing`).expect(404);
    for (const action of ['reject', 'cancel']) await api.post(`${HANDOVERS}/nothing/${action}`).expect(404);
  });
});
