import { refused } from '../../support/handover/peer-double.js';
import { useSource } from '../../support/handover/source-world.js';

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
