import { DataPlane } from '../../../src/modules/data-plane/index.js';
import { RuleMoves } from '../../../src/modules/app-rules/index.js';
import { impossible } from '../../../src/modules/common/problem/index.js';
import { trafficRuleOf, trafficRulesOf } from '../../support/app-support.js';
import { managedTrafficRulesOf } from '../../support/mm5.js';
import { CELL, ID } from '../../support/handover/town.js';
import { HANDOVERS, mp3Path, OTHER, rule, SOURCE, TARGET, type Transfer, transfer, transferred, useTarget } from '../../support/handover/target-world.js';

const HANDOVER = '0199b3a0-6f3e-7c52-9d1b-7a5f0c2e4d81';

describe('what a target takes', () => {
  const world = useTarget();
  const put = (content: Transfer, handoverId = HANDOVER) => world.mp3().put(mp3Path(handoverId)).send(content);
  const rulesHere = async () => (await world.api.get(trafficRulesOf(world.application)).expect(200)).body as ({ trafficRuleId: string } & Omit<ReturnType<typeof rule>, 'trafficRuleId'>)[];

  const REFUSALS: [string, () => Promise<unknown>, Transfer, number, string][] = [
    ['whose application is not here', async () => undefined, transfer({ rules: [transferred(), transferred({ homeRuleId: 'other', application: { appName: 'lidar' } })] }), 422, 'APPLICATION_MISSING'],
    ['whose descriptor is not here, though the name is', async () => undefined, transfer({ rules: [transferred({ application: { appName: 'analytics', appDId: 'd' } })] }), 422, 'APPLICATION_MISSING'],
    ['whose application has stopped', () => world.stopApplication(), transfer(), 422, 'APPLICATION_MISSING'],
    ['to a base station of another platform', async () => undefined, transfer({ targetBaseStation: ID.airport, targetCell: CELL.airport }), 422, 'NOT_OUR_BASE_STATION'],
    ['that the data plane cannot carry out', async () => refuseToCheck(), transfer(), 422, 'RULE_IMPOSSIBLE'],
    ['with an epoch that is known', () => world.stage(), transfer(), 409, 'STALE_EPOCH'],
    ['with an older epoch', () => world.stage(transfer({ epoch: 9 })), transfer(), 409, 'STALE_EPOCH'],
  ];

  function refuseToCheck(): void {
    Object.assign(world.platform.server.app.get(DataPlane, { strict: false }), {
      check: () => {
        throw impossible('The body/action is one that no packet gets through.');
      },
    });
  }

  it.each(REFUSALS)('a transfer %s is refused, and nothing of it is kept', async (_name, given, content, status, reason) => {
    await given();
    const before = (await world.api.get(HANDOVERS)).body as unknown[];
    const { body } = await put(content).expect(status);
    expect(body).toMatchObject({ reason, ...(reason === 'STALE_EPOCH' && { currentEpoch: expect.any(Number) as number }) });
    expect((await world.api.get(HANDOVERS)).body).toEqual(before);
    expect(await rulesHere()).toHaveLength(before.length);
    await world.mp3().get(mp3Path(HANDOVER)).expect(404);
  });

  it('a refused transfer takes no epoch: it passes as soon as its application runs', async () => {
    const content = transfer({ rules: [transferred({ application: { appName: 'lidar' } })] });
    await put(content).expect(422);
    const lidar = await world.run('lidar');
    expect((await put(content).expect(201)).body).toMatchObject({ rules: [{ appInstanceId: lidar }] });
  });

  it('the oldest running instance of several is taken', async () => {
    await world.run('analytics');
    const { body } = await put(transfer()).expect(201);
    expect(body.rules).toMatchObject([{ appInstanceId: world.application }]);
  });

  it('the same transfer in another spelling is the same; other content under its id is refused', async () => {
    const ue = { associateId: [{ type: 2 as const, value: '2001:db8::a:1' }, { type: 4 as const, value: '0000abcd' }] };
    const content = transfer({ ue, forwardTo: '2001:db8::1' });
    await put(content).expect(201);
    const same = { ...content, targetBaseStation: ID.casino.toUpperCase().replace('ENB', 'enb'), ue: { associateId: [{ value: '2001:0DB8:0::A:1', type: 2 as const }, { type: 4 as const, value: '0000ABCD' }] }, forwardTo: '2001:DB8:0::1', unknown: true };
    expect((await put(same).expect(200)).body).toMatchObject({ state: 'STAGED' });
    expect((await put(transfer({ ue, stagedFor: 31_000 })).expect(409)).body).toMatchObject({ reason: 'ANOTHER_CONTENT' });
    expect(await rulesHere()).toHaveLength(1);
  });

  it('a transfer is repeated in every state with 200 and the state as it is', async () => {
    await put(transfer()).expect(201);
    await world.attach();
    await world.until(HANDOVER, 'COMPLETED');
    expect((await put(transfer()).expect(200)).body).toMatchObject({ state: 'COMPLETED', rules: [{ trafficRuleId: 'camera' }] });
  });

  it('a transfer whose cancellation was here before it comes too late', async () => {
    const cancellation = { sourcePlatformId: SOURCE, epoch: 5, reason: 'RADIO_CANCELLED' };
    expect((await world.mp3().put(mp3Path(HANDOVER, 'cancellation')).send(cancellation).expect(200)).body).toMatchObject({ state: 'CANCELLED', reason: 'RADIO_CANCELLED' });
    await world.mp3().put(mp3Path(HANDOVER, 'cancellation')).send(cancellation).expect(200);
    expect((await put(transfer()).expect(409)).body).toMatchObject({ reason: 'CANCELLED' });
    expect(await world.read(HANDOVER)).toMatchObject({ trigger: 'CANCELLATION', rules: [], timeline: [{ step: 'CANCELLATION' }] });
    await put(transfer(), 'another-id').expect(201);
  });

  it('of two transfers of one UE at a time, whichever comes second needs a newer epoch', async () => {
    const answers = await Promise.all([put(transfer(), 'one'), put(transfer(), 'two')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('a rule whose id is taken gets another one, and the other stays as it is', async () => {
    const own = { ...rule(), priority: 77 };
    await world.api.post(managedTrafficRulesOf(world.application)).send(own).expect(201);
    const { body } = await put(transfer({ rules: [transferred(), transferred({ homeAppInstanceId: 'second-home' })] })).expect(201);
    const ids = (body.rules as { trafficRuleId: string }[]).map(({ trafficRuleId }) => trafficRuleId);
    expect(ids).toEqual([expect.stringMatching(/^camera~[0-9a-f]{8}$/), expect.stringMatching(/^camera~[0-9a-f]{8}$/)]);
    expect(new Set(ids).size).toBe(2);
    await world.attach();
    await world.until(HANDOVER, 'COMPLETED');
    for (const id of ['camera', ...ids]) expect(await world.stateOfRule(id)).toBe('ACTIVE');
    expect((await world.api.get(trafficRuleOf(world.application, 'camera'))).body).toMatchObject({ priority: 77 });
  });

  it('a rule that was created here comes back as it is here, and takes effect only with the UE', async () => {
    await world.api.post(managedTrafficRulesOf(world.application)).send({ ...rule(), priority: 77 }).expect(201);
    await world.platform.server.app.get(RuleMoves, { strict: false }).move({ withhold: [{ appInstanceId: world.application, trafficRuleId: 'camera' }] }, async () => undefined);
    const home = { homePlatformId: TARGET, homeAppInstanceId: world.application, homeRuleId: 'camera' };
    const { body } = await put(transfer({ rules: [transferred({ ...home, rule: rule({ priority: 1 }) })] })).expect(201);
    expect(body.rules).toEqual([{ ...home, appInstanceId: world.application, trafficRuleId: 'camera' }]);
    expect(await world.stateOfRule('camera')).toBe('INACTIVE');
    await world.attach();
    await world.until(HANDOVER, 'COMPLETED');
    expect(await rulesHere()).toMatchObject([{ trafficRuleId: 'camera', priority: 77, state: 'ACTIVE' }]);
  });

  it('a rule that was created here and removed meanwhile is left out', async () => {
    const gone = transferred({ homePlatformId: TARGET, homeAppInstanceId: world.application, homeRuleId: 'gone' });
    expect((await put(transfer({ rules: [gone, transferred()] })).expect(201)).body.rules).toMatchObject([{ homeRuleId: 'camera' }]);
    await world.attach();
    await world.until(HANDOVER, 'COMPLETED');
    expect((await rulesHere()).map(({ trafficRuleId }) => trafficRuleId)).toEqual(['camera']);
  });

  it('a guest that is here and unchanged is taken as it is; one that has changed is replaced in the moment of the activation', async () => {
    const two = [transferred(), transferred({ homeRuleId: 'lamp' })];
    await put(transfer({ rules: two })).expect(201);
    await world.attach();
    await world.until(HANDOVER, 'COMPLETED');
    const changed = [transferred({ rule: rule({ priority: 11 }) }), transferred({ homeRuleId: 'lamp' })];
    const changes: { put: unknown[]; remove: string[] }[] = [];
    const plane = world.platform.server.app.get(DataPlane, { strict: false });
    const change = plane.change.bind(plane);
    plane.change = async (one) => {
      changes.push(one);
      await change(one);
    };
    const { body } = await put(transfer({ epoch: 6, rules: changed }), 'next').expect(201);
    const [camera, lamp] = (body.rules as { trafficRuleId: string }[]).map(({ trafficRuleId }) => trafficRuleId);
    expect([camera, lamp]).toEqual([expect.stringMatching(/^camera~/), 'lamp']);
    await world.until('next', 'COMPLETED');
    expect(changes).toMatchObject([{ put: [{ rule: { priority: 11 } }], remove: [expect.stringContaining('"camera"') as string] }]);
    expect(await world.stateOfRule('camera')).toBe('absent');
    expect((await rulesHere()).map(({ trafficRuleId, state }) => [trafficRuleId, state]).sort()).toEqual([[camera, 'ACTIVE'], ['lamp', 'ACTIVE']]);
  });

  it('packets go to the application here where they went to it at the source', async () => {
    const service = { serName: 'analytics', version: '1', state: 'ACTIVE', serializer: 'JSON' };
    const endpoint = { addresses: [{ host: 'analytics.example', port: 80 }, { host: '10.70.0.7', port: 80 }] };
    const transportInfo = { id: 't', name: 't', type: 'REST_HTTP', protocol: 'HTTP', version: '1', endpoint, security: {} };
    await world.api.post(`/mec_service_mgmt/v1/applications/${world.application}/services`).send({ ...service, transportInfo }).expect(201);
    const elsewhere = rule({ trafficRuleId: 'mirror', dstInterface: { interfaceType: 'IP', dstIpAddress: '10.99.0.1' } });
    await put(transfer({ rules: [transferred({ application: { appName: 'analytics', addresses: ['10.60.0.5'] } }), transferred({ homeRuleId: 'mirror', rule: elsewhere })] })).expect(201);
    const targets = (await rulesHere()).map(({ trafficRuleId, dstInterface }) => [trafficRuleId, (dstInterface as { dstIpAddress: string }).dstIpAddress]);
    expect(Object.fromEntries(targets)).toEqual({ camera: '10.70.0.7', mirror: '10.99.0.1' });
  });

  it('a rule with the tunnel of a bearer gets the ends of the same bearer here, once they are known', async () => {
    const bearers = [{ erabId: 5, qci: 9, enbInfo: { ipAddress: '192.0.2.1', tunnelId: '00000a01' }, sGwInfo: { ipAddress: '198.51.100.1', tunnelId: '00000b01' } }];
    const tunnelled = rule({ trafficFilter: [{ srcTunnelAddress: ['192.0.2.1'], tgtTunnelAddress: ['198.51.100.1'] }] });
    await put(transfer({ bearers, rules: [transferred({ rule: tunnelled })] })).expect(201);
    await world.attach();
    const { bearer } = await world.until(HANDOVER, 'COMPLETED');
    const [here] = bearer!.bearers;
    expect((await rulesHere()).map(({ trafficFilter, state }) => [trafficFilter, state])).toEqual([
      [[{ srcTunnelAddress: [here!.enbInfo.ipAddress], tgtTunnelAddress: [here!.sGwInfo.ipAddress] }], 'ACTIVE'],
    ]);
  });

  it('a peer learns nothing of the handovers of another, and cannot speak for it', async () => {
    await put(transfer()).expect(201);
    await world.mp3(OTHER).get(mp3Path(HANDOVER)).expect(403);
    await world.mp3(OTHER).put(mp3Path('another')).send(transfer()).expect(403);
    await world.mp3(OTHER).put(mp3Path(HANDOVER)).send(transfer({ sourcePlatformId: OTHER })).expect(403);
    await world.mp3(OTHER).put(mp3Path(HANDOVER, 'cancellation')).send({ sourcePlatformId: OTHER, epoch: 5, reason: 'OPERATOR' }).expect(403);
    expect(await world.read(HANDOVER)).toMatchObject({ state: 'STAGED' });
  });
});
