import { withoutWrites } from '../../support/database-outage.js';
import { CELL, ID } from '../../support/handover/town.js';
import { mp3Path, OTHER, SOURCE, useTarget } from '../../support/handover/target-world.js';

const bearer = { baseStation: ID.harbour, ipAddress: '192.0.2.1', port: 2152, dataPlane: { ipAddress: '10.9.0.1', port: 2152 }, bearers: [] };
const completion = (changes: object = {}) => ({ targetPlatformId: SOURCE, epoch: 1, activatedAt: '2026-11-22T06:00:04.012Z', attachToActive: 8127, bearer, ...changes });
const rejection = (changes: object = {}) => ({ targetPlatformId: SOURCE, epoch: 1, reason: 'ATTACH_TIMEOUT', detail: 'The UE has not come.', ...changes });

const REPORTS = [['completion', completion], ['rejection', rejection]] as const;

describe('what a target says to a source', () => {
  const world = useTarget();
  const put = (handoverId: string, resource: string, content: object) => world.mp3().put(mp3Path(handoverId, resource)).send(content);

  it.each([['completion', completion(), { state: 'CONFIRMED' }], ['rejection', rejection(), { state: 'FAILED', reason: 'ATTACH_TIMEOUT' }]])('a %s is answered 200 with the state, as often as it comes', async (resource, content, expected) => {
    const handoverId = await world.giveAway();
    for (const _time of [1, 2]) expect((await put(handoverId, resource, content).expect(200)).body).toMatchObject({ role: 'SOURCE', ...expected });
    expect((await world.mp3().get(mp3Path(handoverId)).expect(200)).body).toMatchObject({ handoverId, role: 'SOURCE', epoch: 1, ...expected });
  });

  it('a rejection with the cell to which the UE has gone is understood, one with two cells in one is not', async () => {
    const handoverId = await world.giveAway();
    await put(handoverId, 'rejection', rejection({ reason: 'UE_LEFT', targetCell: { ...CELL.airport, ...CELL.tower } })).expect(400);
    await put(handoverId, 'rejection', rejection({ reason: 'UE_LEFT', targetCell: CELL.airport })).expect(200);
  });

  it('a rejection after the completion is answered 409', async () => {
    const handoverId = await world.giveAway();
    await put(handoverId, 'completion', completion()).expect(200);
    expect((await put(handoverId, 'rejection', rejection()).expect(409)).body).toMatchObject({ reason: 'ALREADY_ACTIVE' });
  });

  it.each(REPORTS)('a %s of another epoch is answered 409, of another peer 403, about an unknown handover 404', async (resource, content) => {
    const handoverId = await world.giveAway();
    expect((await put(handoverId, resource, content({ epoch: 2 })).expect(409)).body).toMatchObject({ reason: 'ANOTHER_CONTENT' });
    await put(handoverId, resource, content({ targetPlatformId: OTHER })).expect(403);
    await world.mp3(OTHER).put(mp3Path(handoverId, resource)).send(content({ targetPlatformId: OTHER })).expect(403);
    await put('unknown', resource, content()).expect(404);
  });

  it.each(REPORTS)('a %s is answered 503 while the database takes no writes, and 200 afterwards', async (resource, content) => {
    const handoverId = await world.giveAway();
    const { headers } = await withoutWrites(world.platform.databaseUrl, async () => put(handoverId, resource, content()).expect(503), 'handover');
    expect(headers['retry-after']).toMatch(/^\d+$/);
    await put(handoverId, resource, content()).expect(200);
  });
});
