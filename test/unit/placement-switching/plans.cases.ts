import { planOf } from '../../../src/modules/placement/domain/switching/plan.js';
import type { User } from '../../../src/modules/placement/domain/world/world-items.js';
import { LedWorld, leading, shop } from './led-world.js';

const at = (deploymentId: string, trafficRuleId = 'placement-car') => ({ appInstanceId: deploymentId, trafficRuleId });

describe('how a user is led', () => {
  let led: LedWorld;
  beforeEach(() => {
    led = new LedWorld();
  });
  const plan = (changes: Partial<User>) => planOf(led.world, led.present, led.user(changes));
  const SERVED = { firstCloud: 'west', servedBy: 'at-west', ruleAt: 'at-west' };

  it('first by a new rule, then by another one in the place of the old', () => {
    expect(plan({ firstCloud: 'west' })).toMatchObject({ wish: { switchTo: 'at-west' }, stage: { ...at('at-west'), attributes: leading(led.west) }, release: at('at-west'), remove: [] });
    led.rule(led.west);
    expect(plan({ ...SERVED, firstCloud: 'east' })).toMatchObject({ wish: { switchTo: 'at-east' }, stage: at('at-east'), release: at('at-east'), remove: [at('at-west')] });
  });

  it('not anew when all is as it has to be', () => {
    led.rule(led.west);
    expect(plan(SERVED)).toBeUndefined();
    expect(plan({ firstCloud: 'west', associateId: undefined as never })).toBeUndefined();
    led.rules.length = 0;
    expect(plan({})).toBeUndefined();
  });

  it('by the old copy as long as that on its first cloud is not READY, or of another artefact', () => {
    led.rule(led.west);
    for (const changes of [{ state: 'PREPARING' as const }, { artefact: 'sha256:old' }]) {
      led.world.apply({ deployments: { put: [{ ...led.east, ...changes }] } });
      expect(plan({ ...SERVED, firstCloud: 'east' })).toBeUndefined();
    }
  });

  it('by a rule that is changed where it is when the address, the priority or the UE is another one', () => {
    led.rule(led.west);
    led.world.apply({ applications: { put: [{ ...shop, rulePriority: 7 }] } });
    expect(plan(SERVED)).toMatchObject({ replace: { key: at('at-west'), attributes: leading(led.west, 7) }, remove: [] });
    led.world.apply({ applications: { put: [{ ...shop, userAddress: '198.51.100.81' }] } });
    expect(plan(SERVED)?.replace?.attributes.trafficFilter).toEqual([{ srcAddress: ['10.45.0.21'], dstAddress: ['198.51.100.81'] }]);
    led.world.apply({ applications: { put: [shop] } });
    expect(plan({ ...SERVED, associateId: { type: 1, value: '10.45.0.22' } })?.replace?.attributes.trafficFilter[0]!.srcAddress).toEqual(['10.45.0.22']);
  });

  it('by a rule that was taken away and comes again', () => {
    expect(plan(SERVED)).toMatchObject({ stage: at('at-west'), remove: [] });
  });

  it.each<[string, Partial<User>, Partial<typeof shop>]>([
    ['nothing serves the user', { firstCloud: 'west', ruleAt: 'at-west' }, {}],
    ['the user is no UE any more', { ...SERVED, associateId: undefined as never }, {}],
    ['the application has no address for users any more', SERVED, { userAddress: undefined as never }],
  ])('by no rule any more when %s', (_why, changes, application) => {
    led.rule(led.west);
    led.world.apply({ applications: { put: [{ ...shop, ...application }] }, deployments: { put: [{ ...led.west, state: changes.servedBy ? 'READY' : 'UNHEALTHY' }] } });
    const found = plan(changes);
    expect(found).toMatchObject({ remove: [at('at-west')] });
    expect(found!.wish).toEqual({});
  });

  it('by no rule to a copy that has no address', () => {
    led.world.apply({ deployments: { put: [{ ...led.west, address: undefined as never }] } });
    expect(plan({ firstCloud: 'west' })?.wish).toEqual({ switchTo: 'at-west' });
    expect(plan({ firstCloud: 'west', servedBy: 'at-west' })).toBeUndefined();
  });

  it('by another platform with the rule as it is here, until it has given it back', () => {
    led.rule(led.west, {}, { withheld: true });
    const away = { firstCloud: 'far', servedBy: 'at-far', ruleAt: 'at-west' };
    expect(plan(away)).toBeUndefined();
    const back = { ...away, firstCloud: 'east' };
    expect(plan(back)).toBeUndefined();
    led.rules[0]!.withheld = false;
    expect(plan(back)).toMatchObject({ wish: { switchTo: 'at-east' }, remove: [at('at-west')] });
    expect(plan({ ...away, firstCloud: 'west' })).toEqual(expect.objectContaining({ wish: expect.objectContaining({ switchTo: 'at-west' }), remove: [] }));
  });

  it('by the rule that was staged before a death; what leads elsewhere goes', () => {
    led.rule(led.west);
    led.rule(led.east, {}, { withheld: true });
    const found = plan({ ...SERVED, firstCloud: 'east' });
    expect(found).toMatchObject({ release: at('at-east'), remove: [at('at-west')] });
    expect(found).not.toHaveProperty('stage');
    expect(plan(SERVED)).toMatchObject({ remove: [at('at-east')] });
    led.rules[1]!.attributes.priority = 3;
    expect(plan({ ...SERVED, firstCloud: 'east' })).toMatchObject({ stage: { trafficRuleId: expect.stringMatching(/^placement-car~/) }, remove: [at('at-west'), at('at-east')] });
  });

  it('beside a rule of the same id that another platform has handed over', () => {
    led.guests = [led.rule(led.east)];
    expect(plan({ firstCloud: 'east' })).toMatchObject({ release: at('at-east', expect.stringMatching(/^placement-car~[0-9a-f]{32}$/) as never), remove: [] });
    expect(plan({ ...SERVED, firstCloud: 'east' })?.remove).toEqual([]);
  });

  it('without what is somebody else’s', () => {
    led.rule(led.east, { trafficFilter: [{ srcAddress: ['10.45.0.21'] }] }, { ruleId: 'camera' });
    led.rule({ ...led.east, deploymentId: 'some-application' });
    led.rule(led.west);
    expect(plan(SERVED)).toBeUndefined();
  });
});
