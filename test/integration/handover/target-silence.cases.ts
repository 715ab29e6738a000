import { Rni } from '../../../src/modules/handover/domain/ports/rni.js';
import { transfer, useTarget } from '../../support/handover/target-world.js';

describe('a target whose RNIS does not answer', () => {
  const world = useTarget();

  beforeEach(() => {
    Object.assign(world.platform.server.app.get(Rni, { strict: false }), { context: () => Promise.reject(new Error('The own RNIS answers 503 to ue_context.')) } satisfies Partial<Rni>);
  });

  it('gives the rules back in time', async () => {
    const { handoverId } = await world.stage(transfer({ stagedFor: 12_000 }));
    expect(await world.passUntil(handoverId, 'REJECTED', 500)).toMatchObject({ reason: 'ATTACH_TIMEOUT', rules: [] });
  });

  it('gives the rules back if their application stops', async () => {
    const { handoverId } = await world.stage();
    await world.stopApplication();
    expect(await world.passUntil(handoverId, 'REJECTED', 500)).toMatchObject({ reason: 'APPLICATION_MISSING' });
  });

  it('puts the rules into effect when it is told that the UE has attached', async () => {
    const { handoverId } = await world.stage();
    await world.goes('car', 'harbour', 'casino');
    await world.until(handoverId, 'COMPLETED');
  });
});
