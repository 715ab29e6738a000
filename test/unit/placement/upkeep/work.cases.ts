import { jest } from '@jest/globals';
import { forgetCopies } from '../../../../src/modules/placement/domain/drift/forgotten-copies.js';
import { DEFAULT_POLICY } from '../../../../src/modules/placement/domain/world/default-policy.js';
import { ChangeDraft } from '../../../../src/modules/placement/domain/world/change-draft.js';
import { Absences } from '../../../../src/modules/placement/domain/placement/absences.js';
import { Reaper } from '../../../../src/modules/placement/domain/upkeep/reaper.js';
import { UnusedCopies } from '../../../../src/modules/placement/domain/upkeep/unused-copies.js';
import { CAR, deployment, passed, reference, settled, shopWorld } from './fixtures.js';

const MANY = 200;
const each = <Item>(make: (index: number) => Item): Item[] => Array.from({ length: MANY }, (_none, index) => make(index));

describe('the work of a change', () => {
  it('of a reference looks at the copy that it is to, at no other copy and no other reference', async () => {
    const { world, planning, decisions, recorder, failpoints, clock, lifecycle } = await shopWorld();
    new Reaper(world, planning, decisions, recorder, failpoints, clock, lifecycle);
    await recorder.record({ deployments: { put: each((index) => deployment(`copy-${index}`, { position: index })) }, references: { put: each((index) => reference(`copy-${index}`)) } });
    await lifecycle.run('start');
    await settled();
    const [held, found, all, references] = (['isHeld', 'deployment', 'deployments', 'referencesTo'] as const).map((name) => jest.spyOn(world, name));
    await recorder.record({ references: { put: [reference('copy-7', { userId: 'bus' })] } });
    await settled();
    expect([held!.mock.calls, found!.mock.calls, all!.mock.calls, references!.mock.calls]).toEqual([[['copy-7']], [['copy-7']], [], []]);
  });

  it('that forgets a copy looks at those who are served or led by it, at nobody else', async () => {
    const { world, recorder } = await shopWorld();
    const at = (index: number) => ({ ...CAR, userId: `car-${index}`, servedBy: `copy-${index}`, ruleAt: `copy-${(index + 1) % MANY}` });
    await recorder.record({ deployments: { put: each((index) => deployment(`copy-${index}`, { position: index })) }, users: { put: each(at) } });
    const users = jest.spyOn(world, 'users');
    const draft = new ChangeDraft();
    forgetCopies(draft, world, [world.deployment('copy-7')!]);
    expect(users).not.toHaveBeenCalled();
    expect(new Set(draft.change().users!.put)).toEqual(new Set([{ ...CAR, userId: 'car-7', ruleAt: 'copy-8' }, { ...CAR, userId: 'car-6', servedBy: 'copy-6' }]));
  });

  it('of a user looks at no other user who is outside', async () => {
    const { world, decisions, recorder, clock, lifecycle } = await shopWorld();
    new Absences(world, decisions, clock, lifecycle);
    const outside = (index: number, outsideSince = clock.now() + index) => ({ ...CAR, userId: `car-${index}`, firstCloud: 'fog-n', outsideSince });
    await recorder.record({ users: { put: each((index) => outside(index)) } });
    await lifecycle.run('start');
    await settled();
    const policy = jest.spyOn(world, 'policy');
    await recorder.record({ users: { put: [outside(MANY), { ...CAR, userId: 'car-9' }] } });
    expect(policy).toHaveBeenCalledTimes(1);
    await passed(clock, DEFAULT_POLICY.outsideFor - 1);
    expect([policy.mock.calls.length, decisions.asked]).toEqual([1, []]);
  });

  it('of a user who comes back leaves a timer that finds nobody gone, and the others are gone at their time', async () => {
    const { world, decisions, recorder, clock, lifecycle } = await shopWorld();
    new Absences(world, decisions, clock, lifecycle);
    await lifecycle.run('start');
    const [first, second] = [0, 500].map((later) => ({ ...CAR, userId: `after ${later}`, firstCloud: 'fog-n', outsideSince: clock.now() + later }));
    decisions.decide = () => recorder.record({ users: { put: [{ ...CAR, userId: second!.userId }] } });
    await recorder.record({ users: { put: [second!] } });
    await recorder.record({ users: { put: [first!] } });
    await recorder.record({ users: { put: [{ ...CAR, userId: first!.userId }] } });
    await passed(clock, DEFAULT_POLICY.outsideFor + 499);
    expect(decisions.asked).toEqual([]);
    await passed(clock, 1);
    expect(decisions.asked).toEqual([{ users: [second] }]);
  });
});

describe('the copies that nobody has a reference to', () => {
  it('are told from what changes: copies and references that come, go and change, and those of the start', async () => {
    const { world, recorder } = await shopWorld();
    await recorder.record({ deployments: { put: [deployment('old', { position: 2 }), deployment('held', { position: 3 })] }, references: { put: [reference('held')] } });
    const unused = new UnusedCopies(world);
    const ids = () => unused.all().map(({ deploymentId }) => deploymentId);
    expect(ids()).toEqual(['old']);
    await recorder.record({ deployments: { put: [deployment('oldest')] }, references: { remove: [reference('held')], put: [reference('old'), reference('old', { userId: 'bus' })] } });
    expect(ids()).toEqual(['oldest', 'held']);
    await recorder.record({ deployments: { put: [deployment('oldest', { state: 'REMOVING' })] }, references: { remove: [reference('old')] } });
    expect(ids()).toEqual(['held']);
    await recorder.record({ deployments: { remove: [deployment('held')] }, references: { remove: [reference('old', { userId: 'bus' })] } });
    expect(ids()).toEqual(['old']);
  });
});
