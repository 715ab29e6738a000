import { DataPlane } from '../../../src/modules/data-plane/index.js';
import { impossible } from '../../../src/modules/common/problem/index.js';
import { ApiDocuments } from '../../../src/modules/common/operation/index.js';
import { executeSql, withoutWrites } from '../../support/database-outage.js';
import { CELL, ID } from '../../support/handover/town.js';
import { mp3Path, OTHER, rule, SOURCE, type Transfer, transfer, transferred, useTarget } from '../../support/handover/target-world.js';

const HANDOVER = '0199b3a0-6f3e-7c52-9d1b-7a5f0c2e4d81';
const cancellation = { sourcePlatformId: SOURCE, epoch: 5, reason: 'RADIO_CANCELLED' };

describe('what a source says to a target', () => {
  const world = useTarget();
  const put = (content: object, resource = '', handoverId = HANDOVER) => world.mp3().put(mp3Path(handoverId, resource)).send(content);

  it('a transfer is answered 201 with the state and where it is read, and again with 200', async () => {
    const { body, headers } = await put(transfer()).expect(201);
    expect(headers['location']).toMatch(new RegExp(`^https://.*${mp3Path(HANDOVER)}$`));
    expect(body).toMatchObject({ handoverId: HANDOVER, epoch: 5, role: 'TARGET', state: 'STAGED', since: expect.any(String) as string });
    await put(transfer()).expect(200, body as object);
    await world.mp3().get(mp3Path(HANDOVER)).expect(200, body as object);
  });

  it.each(['CameraTransfer', 'NrTransfer'])('the example %s of the document is understood', async (name) => {
    const { value } = world.platform.server.app.get(ApiDocuments).get('mp3').openapi.components['examples']![name] as { value: Transfer };
    for (const application of new Set(value.rules.map(({ application: { appName } }) => appName))) await world.run(application);
    const rules = value.rules.map((one) => ({ ...one, application: { appName: one.application.appName } }));
    await put({ ...value, sourcePlatformId: SOURCE, rules }).expect(201);
  });

  const FAULTS: [string, string, object][] = [
    ['a cell of both technologies', '/targetCell', { targetCell: { ...CELL.casino, ...CELL.stadium } }],
    ['a cell of none', '/sourceCell', { sourceCell: {} }],
    ['an address of another version', '/ue/associateId/1/value', { ue: { associateId: [{ type: 1, value: '10.45.0.21' }, { type: 1, value: '2001:db8::1' }] } }],
    ['an address that is none', '/ue/associateId/0/value', { ue: { associateId: [{ type: 3, value: 'somewhere' }] } }],
    ['a TEID that is none', '/ue/associateId/0/value', { ue: { associateId: [{ type: 4, value: '00a' }] } }],
    ['a next hop that is no address', '/forwardTo', { forwardTo: 'data-plane.example' }],
    ['two rules of one home', '/rules/1', { rules: [transferred(), transferred({ rule: rule({ trafficRuleId: 'other' }) })] }],
    ['a rule without id', '/rules/0/rule/trafficRuleId', { rules: [transferred({ rule: (({ trafficRuleId: _id, ...rest }) => rest)(rule()) })] }],
    ['a rule that no application could have', '/rules/0/rule/trafficFilter/0/srcPort', { rules: [transferred({ rule: rule({ trafficFilter: [{ srcPort: ['70000'] }] }) })] }],
    ['no rules', 'rules', { rules: [] }],
    ['more than a thousand rules', 'rules', { rules: Array.from({ length: 1001 }, (_none, index) => transferred({ homeRuleId: String(index) })) }],
    ['an epoch of nought', 'epoch', { epoch: 0 }],
    ['a base station that is none', 'targetBaseStation', { targetBaseStation: 'casino' }],
    ['hardly any time', 'stagedFor', { stagedFor: 999 }],
  ];

  it.each(FAULTS)('a transfer with %s is answered 400, with its place', async (_name, place, changes) => {
    const { body } = await put({ ...transfer(), ...changes }).expect(400);
    expect(JSON.stringify([body.detail, body.faults])).toContain(place);
    await world.mp3().get(mp3Path(HANDOVER)).expect(404);
  });

  it('each reason of a 409 and of a 422 is told', async () => {
    await put(transfer()).expect(201);
    const reasonOf = async (content: object, status: number, handoverId?: string) => ((await put(content, '', handoverId).expect(status)).body as { reason: string }).reason;
    expect(await reasonOf(transfer({ stagedFor: 2000 }), 409)).toBe('ANOTHER_CONTENT');
    expect(await reasonOf(transfer(), 409, 'another')).toBe('STALE_EPOCH');
    await put({ ...cancellation, epoch: 6 }, 'cancellation', 'never-came').expect(200);
    expect(await reasonOf(transfer({ epoch: 6 }), 409, 'never-came')).toBe('CANCELLED');
    expect(await reasonOf(transfer({ epoch: 6, targetBaseStation: ID.airport }), 422, 'another')).toBe('NOT_OUR_BASE_STATION');
    expect(await reasonOf(transfer({ epoch: 6, rules: [transferred({ application: { appName: 'nobody' } })] }), 422, 'another')).toBe('APPLICATION_MISSING');
    Object.assign(world.platform.server.app.get(DataPlane, { strict: false }), {
      check: () => {
        throw impossible('The body/action is none for this host.');
      },
    });
    expect(await reasonOf(transfer({ epoch: 6, rules: [transferred({ homeRuleId: 'other' })] }), 422, 'another')).toBe('RULE_IMPOSSIBLE');
  });

  it('a cancellation is answered 200 in every state but those in which the rules are active', async () => {
    await put(transfer()).expect(201);
    expect((await put(cancellation, 'cancellation').expect(200)).body).toMatchObject({ state: 'CANCELLED', reason: 'RADIO_CANCELLED' });
    expect((await put({ ...cancellation, reason: 'OPERATOR' }, 'cancellation').expect(200)).body).toMatchObject({ state: 'CANCELLED', reason: 'RADIO_CANCELLED' });
    expect((await put({ ...cancellation, epoch: 4 }, 'cancellation').expect(409)).body).toMatchObject({ reason: 'ANOTHER_CONTENT' });
    await put(transfer({ epoch: 6 }), '', 'next').expect(201);
    await world.attach();
    await world.until('next', 'COMPLETED');
    expect((await put({ ...cancellation, epoch: 6 }, 'cancellation', 'next').expect(409)).body).toMatchObject({ reason: 'ALREADY_ACTIVE' });
    await put({ ...cancellation, reason: 'WEATHER' }, 'cancellation').expect(400);
  });

  it('the state is told to both sides of a handover, 404 to all about one that nobody knows, 403 to the others', async () => {
    await world.mp3().get(mp3Path(HANDOVER)).expect(404);
    await put(transfer()).expect(201);
    await world.mp3(OTHER).get(mp3Path(HANDOVER)).expect(403);
    await world.mp3(OTHER).put(mp3Path(HANDOVER)).send(transfer()).expect(403);
    await world.mp3(OTHER).put(mp3Path(HANDOVER, 'cancellation')).send(cancellation).expect(403);
    await world.mp3(OTHER).put(mp3Path(HANDOVER, 'cancellation')).send({ ...cancellation, sourcePlatformId: OTHER }).expect(403);
  });

  it('a database that takes no writes is answered 503, and the same message is taken afterwards', async () => {
    for (const [content, resource, status] of [[transfer(), '', 201], [cancellation, 'cancellation', 200]] as const) {
      const { headers } = await withoutWrites(world.platform.databaseUrl, async () => put(content, resource).expect(503), 'handover');
      expect(headers['retry-after']).toMatch(/^\d+$/);
      await put(content, resource).expect(status);
    }
  });

  it('a fault of the platform itself is answered 500, without a word of its inside; nothing is staged', async () => {
    await executeSql(world.platform.databaseUrl, 'ALTER TABLE handover_guest RENAME TO elsewhere');
    const { body } = await put(transfer()).expect(500);
    expect(JSON.stringify(body)).not.toMatch(/sql|table|relation|elsewhere/i);
    await executeSql(world.platform.databaseUrl, 'ALTER TABLE elsewhere RENAME TO handover_guest');
    await put(transfer()).expect(201);
  });
});
