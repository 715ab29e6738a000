import { writeFileSync } from 'node:fs';
import { DataPlane } from '../../../src/modules/data-plane/index.js';
import { unavailable } from '../../../src/modules/common/problem/index.js';
import { TargetSide } from '../../../src/modules/handover/domain/target/target-side.js';
import { CAR } from '../../support/handover/town.js';
import { mp3Path, SOURCE, transfer, useTarget } from '../../support/handover/target-world.js';

describe('a target that is started anew', () => {
  const world = useTarget();
  const steps = async (handoverId: string) => (await world.read(handoverId)).timeline.map(({ step }) => step);

  it('while it waits: it waits on', async () => {
    const { handoverId } = await world.stage();
    await world.restart();
    expect(await world.read(handoverId)).toMatchObject({ state: 'STAGED', rules: [{ trafficRuleId: 'camera' }] });
    expect(await world.stateOfRule('camera')).toBe('INACTIVE');
    await world.attach();
    await world.until(handoverId, 'COMPLETED');
    expect(await world.stateOfRule('camera')).toBe('ACTIVE');
    expect(await steps(handoverId)).toEqual(['STAGING', 'RESTART', 'ATTACH', 'BEARER', 'ACTIVATION', 'COMPLETION']);
  });

  it('after the UE has attached, and before the rules were active: they become so', async () => {
    const { handoverId } = await world.stage();
    Object.assign(world.platform.server.app.get(DataPlane, { strict: false }), { change: () => Promise.reject(unavailable('Not now.')) });
    await world.attach();
    await world.until(handoverId, 'ACTIVATING');
    await world.restart();
    await world.until(handoverId, 'COMPLETED');
    expect(await world.stateOfRule('camera')).toBe('ACTIVE');
  });

  it('after so long that the UE should have come: the rules are given back', async () => {
    const { handoverId } = await world.stage();
    await world.restart({ meanwhile: () => world.clock.jump(30_000) });
    expect(await world.until(handoverId, 'REJECTED')).toMatchObject({ reason: 'ATTACH_TIMEOUT' });
    expect(await world.stateOfRule('camera')).toBe('absent');
  });

  it('after so long, with the UE there: it is what counts', async () => {
    const { handoverId } = await world.stage();
    Object.assign(world.platform.server.app.get(DataPlane, { strict: false }), { change: () => Promise.reject(unavailable('Not now.')) });
    await world.attach();
    await world.until(handoverId, 'ACTIVATING');
    await world.restart({ meanwhile: () => world.clock.jump(60_000) });
    await world.until(handoverId, 'COMPLETED');
  });

  it('while the source does not answer: the rules are active, and it is told on', async () => {
    const usually = world.source.answer;
    world.source.answer = () => undefined;
    const { handoverId } = await world.stage();
    await world.attach();
    const { attachToActive } = await world.until(handoverId, 'ACTIVATED');
    await world.restart({ meanwhile: () => void (world.source.answer = usually) });
    expect(await world.until(handoverId, 'COMPLETED')).toMatchObject({ attachToActive });
    expect(await world.stateOfRule('camera')).toBe('ACTIVE');
    expect(world.source.of(handoverId, 'completion').at(-1)).toMatchObject({ body: { attachToActive } });
  });

  it('while it gives rules back: the source is told on', async () => {
    const usually = world.source.answer;
    world.source.answer = () => undefined;
    const { handoverId } = await world.stage();
    await world.platform.server.app.get(TargetSide, { strict: false }).left(CAR.associateId, undefined);
    await world.restart({ meanwhile: () => void (world.source.answer = usually) });
    expect(await world.until(handoverId, 'REJECTED')).toMatchObject({ reason: 'UE_LEFT' });
  });

  it.each(['ACTIVATED', 'REJECTING'] as const)('without the source among its peers: what is %s has nobody to tell', async (state) => {
    world.source.answer = () => undefined;
    const { handoverId } = await world.stage();
    if (state === 'ACTIVATED') await world.attach();
    else await world.platform.server.app.get(TargetSide, { strict: false }).left(CAR.associateId, undefined);
    await world.until(handoverId, state);
    const nobody = `${world.peersFile}.nobody`;
    writeFileSync(nobody, '[]');
    await world.restart({ environment: { MEC_MP3_PEERS: nobody } });
    const ended = await world.until(handoverId, state === 'ACTIVATED' ? 'COMPLETED' : 'REJECTED');
    expect(ended.timeline.at(-1)).toMatchObject({ outcome: 'FAILED' });
    expect(await world.stateOfRule('camera')).toBe(state === 'ACTIVATED' ? 'ACTIVE' : 'absent');
  });

  it('knows what has ended: messages about it are answered as before', async () => {
    const { handoverId } = await world.stage();
    await world.attach();
    await world.until(handoverId, 'COMPLETED');
    await world.mp3().put(mp3Path('never-came', 'cancellation')).send({ sourcePlatformId: SOURCE, epoch: 6, reason: 'OPERATOR' }).expect(200);
    await world.restart();
    await world.cancel(handoverId, 409);
    await world.mp3().put(mp3Path(handoverId)).send(transfer()).expect(200);
    await world.mp3().put(mp3Path('never-came')).send(transfer({ epoch: 6 })).expect(409);
    expect((await world.mp3().put(mp3Path('stale')).send(transfer()).expect(409)).body).toMatchObject({ reason: 'STALE_EPOCH', currentEpoch: 5 });
  });
});
