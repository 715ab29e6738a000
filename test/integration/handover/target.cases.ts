import { transfer, useTarget } from '../../support/handover/target-world.js';

describe('a platform to which a UE comes', () => {
  const world = useTarget();

  it('stages the rules, puts them into effect when the UE attaches, and tells the source until it knows', async () => {
    const { handoverId, state, rules } = await world.stage();
    expect({ state, rules }).toEqual({
      state: 'STAGED',
      rules: [{ homePlatformId: 'mep-source', homeAppInstanceId: 'home-app', homeRuleId: 'camera', appInstanceId: world.application, trafficRuleId: 'camera' }],
    });
    expect(await world.stateOfRule('camera')).toBe('INACTIVE');
    await world.attach();
    const done = await world.until(handoverId, 'COMPLETED');
    expect(await world.stateOfRule('camera')).toBe('ACTIVE');
    expect(done).toMatchObject({ role: 'TARGET', epoch: transfer().epoch, forwarding: false, bearer: { baseStation: 'enb-001-01-00002' } });
    expect(done.timeline.map(({ step, outcome }) => [step, outcome])).toEqual(['STAGING', 'ATTACH', 'BEARER', 'ACTIVATION', 'COMPLETION'].map((step) => [step, 'DONE']));
    expect(world.source.of(handoverId, 'completion')).toMatchObject([{ body: { targetPlatformId: 'mep-target', epoch: 5, attachToActive: done.attachToActive, bearer: done.bearer } }]);
  });
});
