import { TargetSide } from '../../../src/modules/handover/domain/target/target-side.js';
import { eventually } from '../../support/eventually.js';
import { forgotten } from '../../support/handover/fake-peer.js';
import { CAR, CELL } from '../../support/handover/town.js';
import { HANDOVERS, mp3Path, OTHER, rule, SOURCE, TARGET, transfer, transferred, useTarget } from '../../support/handover/target-world.js';
import { managedTrafficRuleOf, managedTrafficRulesOf } from '../../support/mm5.js';

describe('how handovers end at the target', () => {
  const world = useTarget();
  const left = (to?: keyof typeof CELL) => world.platform.server.app.get(TargetSide, { strict: false }).left(CAR.associateId, to && CELL[to]);
  const rejections = (handoverId: string) => world.source.of(handoverId, 'rejection').map(({ body }) => body);

  it('staged rules are given back if the UE does not come in time', async () => {
    const { handoverId } = await world.stage(transfer({ stagedFor: 12_000 }));
    await world.clock.advance(11_000);
    expect(await world.read(handoverId)).toMatchObject({ state: 'STAGED' });
    expect(await world.passUntil(handoverId, 'REJECTED', 500)).toMatchObject({ reason: 'ATTACH_TIMEOUT', rules: [] });
    expect(await world.stateOfRule('camera')).toBe('absent');
    expect(rejections(handoverId)).toMatchObject([{ reason: 'ATTACH_TIMEOUT', epoch: 5 }]);
  });

  it.each([['stops', () => world.stopApplication()], ['ends', () => world.endApplication()]])('staged rules are given back if their application %s', async (_name, happens) => {
    const { handoverId } = await world.stage();
    await happens();
    expect(await world.passUntil(handoverId, 'REJECTED', 500)).toMatchObject({ reason: 'APPLICATION_MISSING' });
    expect(rejections(handoverId)).toMatchObject([{ reason: 'APPLICATION_MISSING' }]);
  });

  it.each([['airport', { targetCell: CELL.airport }], [undefined, {}]] as const)('staged rules are given back if the UE goes on (to: %s)', async (to, told) => {
    const { handoverId } = await world.stage();
    await left(to);
    await world.until(handoverId, 'REJECTED');
    const [rejection] = rejections(handoverId);
    expect(rejection).toMatchObject({ reason: 'UE_LEFT', ...told });
    expect('targetCell' in rejection!).toBe('targetCell' in told);
  });

  it('that a UE is where it comes from says nothing before it has come', async () => {
    const { handoverId } = await world.stage();
    await left('harbour');
    expect(await world.read(handoverId)).toMatchObject({ state: 'STAGED' });
    await world.attach();
    await world.until(handoverId, 'COMPLETED');
    await left('harbour');
    expect(await world.read(handoverId)).toMatchObject({ state: 'COMPLETED' });
  });

  it('the operator can give staged rules back, and not more', async () => {
    const { handoverId } = await world.stage();
    const { body } = await world.api.post(`${HANDOVERS}/${handoverId}/cancel`).expect(202);
    expect(body).toMatchObject({ state: 'REJECTING', reason: 'OPERATOR' });
    await world.until(handoverId, 'REJECTED');
    expect(await world.stateOfRule('camera')).toBe('absent');
    await world.api.post(`${HANDOVERS}/${handoverId}/cancel`).expect(409);
    expect(rejections(handoverId)).toMatchObject([{ reason: 'OPERATOR' }]);
  });

  it('the source can cancel before the rules are active', async () => {
    const { handoverId } = await world.stage();
    expect((await world.cancel(handoverId)).body).toMatchObject({ state: 'CANCELLED', reason: 'RADIO_CANCELLED' });
    expect((await world.cancel(handoverId)).body).toMatchObject({ state: 'CANCELLED' });
    expect(await world.stateOfRule('camera')).toBe('absent');
    await world.attach();
    expect(await world.read(handoverId)).toMatchObject({ state: 'CANCELLED', rules: [] });
    expect(world.source.messages).toEqual([]);
  });

  it('the source cannot cancel once they are', async () => {
    const { handoverId } = await world.stage();
    await world.attach();
    await world.until(handoverId, 'COMPLETED');
    expect((await world.cancel(handoverId, 409)).body).toMatchObject({ reason: 'ALREADY_ACTIVE' });
    expect(await world.stateOfRule('camera')).toBe('ACTIVE');
  });

  it('a cancellation of what is being given back ends it', async () => {
    world.source.answer = () => undefined;
    const { handoverId } = await world.stage();
    await left('airport');
    expect((await world.cancel(handoverId)).body).toMatchObject({ state: 'CANCELLED' });
  });

  it.each([SOURCE, OTHER] as const)('a newer transfer takes the place of a staged one (from %s)', async (from) => {
    const { handoverId } = await world.stage(transfer({ rules: [transferred(), transferred({ homeRuleId: 'old', rule: rule({ trafficRuleId: 'old' }) })] }));
    await world.mp3(from).put(mp3Path('newer')).send(transfer({ sourcePlatformId: from, epoch: 6, rules: [transferred(), transferred({ homeRuleId: 'new' })] })).expect(201);
    expect(await world.read(handoverId)).toMatchObject({ state: 'SUPERSEDED', reason: 'NEWER_HANDOVER', rules: [] });
    expect([await world.stateOfRule('camera'), await world.stateOfRule('old'), await world.stateOfRule('new')]).toEqual(['INACTIVE', 'absent', 'INACTIVE']);
    await world.attach();
    await eventually(async () => expect([await world.stateOfRule('camera'), await world.stateOfRule('new')]).toEqual(['ACTIVE', 'ACTIVE']));
  });

  it('what an older handover has made active stays so when a newer one is cancelled', async () => {
    const { handoverId } = await world.stage();
    await world.attach();
    await world.until(handoverId, 'COMPLETED');
    await world.goes('car', 'casino', 'harbour');
    await world.stage(transfer({ epoch: 6, rules: [transferred(), transferred({ homeRuleId: 'new' })] }), 'newer');
    await world.cancel('newer', 200, 6);
    expect([await world.stateOfRule('camera'), await world.stateOfRule('new')]).toEqual(['ACTIVE', 'absent']);
  });

  it('the completion is repeated until it is answered', async () => {
    let silent = 4;
    const usually = world.source.answer;
    world.source.answer = (message) => (silent-- > 0 ? undefined : usually(message));
    const { handoverId } = await world.stage();
    await world.attach();
    const { timeline } = await world.passUntil(handoverId, 'COMPLETED');
    expect(world.source.of(handoverId, 'completion')).toHaveLength(5);
    expect(timeline.filter(({ step }) => step === 'COMPLETION').map(({ outcome }) => outcome)).toEqual(['RETRY', 'DONE']);
    expect(await world.stateOfRule('camera')).toBe('ACTIVE');
  });

  it.each([
    ['has forgotten the handover', forgotten, 'DONE'],
    ['answers what it should not', { status: 409, body: { status: 409, detail: 'No.', reason: 'ANOTHER_CONTENT' } }, 'FAILED'],
  ])('the rules stay active if the source %s', async (_name, answer, outcome) => {
    world.source.answer = () => answer;
    const { handoverId } = await world.stage();
    await world.attach();
    const { timeline } = await world.until(handoverId, 'COMPLETED');
    expect(timeline.at(-1)).toMatchObject({ step: 'COMPLETION', outcome });
    expect(await world.stateOfRule('camera')).toBe('ACTIVE');
    expect(world.source.of(handoverId, 'completion')).toHaveLength(1);
  });

  it('a rejection that the source contradicts is the last of it, too', async () => {
    world.source.answer = () => ({ status: 409, body: { status: 409, detail: 'No.', reason: 'ALREADY_ACTIVE' } });
    const { handoverId } = await world.stage();
    await left('airport');
    expect((await world.until(handoverId, 'REJECTED')).timeline.at(-1)).toMatchObject({ step: 'REJECTION', outcome: 'FAILED' });
  });

  it('a rule that an application creates under the id of a guest that was removed is its own', async () => {
    const { handoverId } = await world.stage();
    await world.attach();
    await world.until(handoverId, 'COMPLETED');
    await world.api.delete(managedTrafficRuleOf(world.application, 'camera')).expect(204);
    await world.api.post(managedTrafficRulesOf(world.application)).send(rule()).expect(201);
    const { rules } = await world.stage(transfer({ epoch: 6 }), 'newer');
    expect(rules).toMatchObject([{ trafficRuleId: expect.stringMatching(/^camera~/) as string }]);
  });

  it('an instance of an application that takes the place of another gets the rules in its place', async () => {
    const { handoverId } = await world.stage();
    await world.attach();
    await world.until(handoverId, 'COMPLETED');
    const next = await world.run('analytics');
    await world.stopApplication();
    await world.stage(transfer({ epoch: 6 }), 'newer');
    await world.until('newer', 'COMPLETED');
    expect([await world.stateOfRule('camera'), await world.stateOfRule('camera', next)]).toEqual(['absent', 'ACTIVE']);
  });

  it('a UE that comes back ends the handover in which it was given away, and the rules here stay in effect', async () => {
    const given = await world.giveAway();
    const home = { homePlatformId: TARGET, homeAppInstanceId: world.application, homeRuleId: 'camera' };
    await world.stage(transfer({ epoch: 2, rules: [transferred(home)] }), 'back');
    expect(await world.read(given)).toMatchObject({ state: 'COMPLETED', timeline: expect.arrayContaining([expect.objectContaining({ step: 'SUPERSESSION' })]) as unknown });
    expect(await world.stateOfRule('camera')).toBe('ACTIVE');
    await world.until('back', 'COMPLETED');
    expect(await world.stateOfRule('camera')).toBe('ACTIVE');
  });
});
