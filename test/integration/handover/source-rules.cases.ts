import { refused } from '../../support/handover/peer-double.js';
import { ruleFor, useSource } from '../../support/handover/source-world.js';
import { DATA } from '../../support/rni/harbour.js';

describe('the source, if rules change while the target has them', () => {
  const world = useSource();

  beforeEach(async () => {
    await world.handover(1, 'quay', 'pier');
    await world.become('TRANSFERRED');
  });

  it('hands them over anew', async () => {
    await world.replaceRule('camera', '10.45.0.11', 7);
    const [before, successor] = await world.become('SUPERSEDED RULES_CHANGED', 'TRANSFERRED');
    expect(successor).toMatchObject({ epoch: 2, trigger: 'RULES_CHANGED', supersedes: before!.handoverId });
    await world.addRule('second', '10.45.0.11');
    await world.become('SUPERSEDED RULES_CHANGED', 'SUPERSEDED RULES_CHANGED', 'TRANSFERRED');
    expect(world.peer.transfers.map(({ rules }) => rules.map(({ rule }) => rule.priority))).toEqual([[10], [7], [7, 10]]);
  });

  it('goes on with the former if the target refuses them, and keeps the changed one in effect', async () => {
    await world.addRule('second', '10.45.0.11');
    await world.become('SUPERSEDED RULES_CHANGED', 'TRANSFERRED');
    world.peer.answer('transfer', refused(422, 'RULE_IMPOSSIBLE'));
    await world.replaceRule('camera', '10.45.0.11', 7);
    await world.become('SUPERSEDED RULES_CHANGED', 'TRANSFERRED', 'FAILED RULE_IMPOSSIBLE');
    await world.clock.advance(20_000);
    const [, handover] = await world.become('SUPERSEDED RULES_CHANGED', 'TRANSFERRED', 'FAILED RULE_IMPOSSIBLE');
    await world.handover(3, 'quay', 'pier');
    await world.become('SUPERSEDED RULES_CHANGED', 'ATTACHED', 'FAILED RULE_IMPOSSIBLE');
    await world.complete(handover!.handoverId, 2);
    await world.become('SUPERSEDED RULES_CHANGED', 'COMPLETED', 'FAILED RULE_IMPOSSIBLE');
    expect([world.stateOfRule('camera'), world.stateOfRule('second')]).toEqual(['ACTIVE', 'INACTIVE']);
    world.peer.answer('transfer', 'STAGED');
    await world.becomeInTime(['SUPERSEDED RULES_CHANGED', 'COMPLETED', 'FAILED RULE_IMPOSSIBLE', 'ATTACHED']);
    expect(world.peer.transfers.at(-1)!.rules.map(({ homeRuleId }) => homeRuleId)).toEqual(['camera']);
  });

  it('cancels if there are none any more', async () => {
    await world.removeRule('camera');
    await world.become('CANCELLED RULES_GONE');
  });

  it('is not concerned by rules of others', async () => {
    await world.addRule('other', '10.45.0.99');
    await world.clock.advance(6000);
    expect(await world.states()).toEqual(['TRANSFERRED']);
  });
});

describe('the source, with rules that are not named by an address of its own', () => {
  const world = useSource();

  it('hands over rules for the tunnel of the UE, unless others share it', async () => {
    const tunnel = { srcTunnelAddress: ['192.0.2.65'], tgtTunnelAddress: ['192.0.2.129'] };
    await world.removeRule('camera');
    await world.trafficRules.create(world.application, { ...ruleFor('10.45.0.11'), trafficFilter: [tunnel] }, 'tunnel');
    await world.radio.tell({ kind: 'BEARER', ue: 'car', change: 'ESTABLISHED', bearer: DATA });
    await world.handover(1, 'quay', 'pier');
    await world.become('TRANSFERRED');
    expect(world.peer.transfers[0]).toMatchObject({ bearers: [{ erabId: 5 }], rules: [{ homeRuleId: 'tunnel' }] });
    await world.radio.tell({ kind: 'BEARER', ue: 'nameless', change: 'ESTABLISHED', bearer: { ...DATA, enbInfo: { ...DATA.enbInfo, tunnelId: '0000a009' } } });
    await world.becomeInTime(['CANCELLED RULES_GONE']);
  });

  it('removes what has come from elsewhere when it has been handed on, and names its home', async () => {
    await world.addGuest('guest', '10.45.0.11', { homePlatformId: 'mep-c', homeAppInstanceId: 'app-at-c', homeRuleId: 'origin' });
    await world.handover(3, 'quay', 'pier');
    const [handover] = await world.become('ATTACHED');
    expect(world.peer.transfers[0]!.rules.map(({ homePlatformId, homeRuleId }) => [homePlatformId, homeRuleId])).toEqual([['mep-a', 'camera'], ['mep-c', 'origin']]);
    await world.complete(handover!.handoverId, 1);
    await world.become('COMPLETED');
    expect(world.stateOfRule('camera')).toBe('INACTIVE');
    expect(world.trafficRules.list(world.application).map(({ ruleId }) => ruleId)).toEqual(['camera']);
  });
});
