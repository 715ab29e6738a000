import { useSource } from '../../support/handover/source-world.js';

describe('a rule whose UE comes back', () => {
  const world = useSource();

  async function handedOver() {
    await world.handover(1, 'quay', 'pier');
    const [handover] = await world.become('TRANSFERRED');
    await world.handover(3, 'quay', 'pier');
    await world.become('ATTACHED');
    await world.complete(handover!.handoverId, 1);
    await world.become('COMPLETED');
  }

  async function minutes(): Promise<void> {
    for (let looks = 0; looks < 20; looks++) await world.clock.advance(5000);
  }

  it('stays out of effect while the UE is elsewhere', async () => {
    await handedOver();
    await minutes();
    expect(world.stateOfRule('camera')).toBe('INACTIVE');
  });

  it('is in effect again though nobody hands it over', async () => {
    await handedOver();
    await world.radio.tell({ kind: 'UE_STATE', state: { ue: 'car', servingCell: 'quay' } });
    expect(world.stateOfRule('camera')).toBe('INACTIVE');
    await world.passTimeUntil(() => expect(world.stateOfRule('camera')).toBe('ACTIVE'), 5000);
    expect(await world.states()).toEqual(['COMPLETED']);
  });
});
