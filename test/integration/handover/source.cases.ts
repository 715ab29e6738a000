import { useSource } from '../../support/handover/source-world.js';

describe('the source of a handover', () => {
  const world = useSource();

  it('hands over before the UE moves, and deactivates when it has left and the target has reported', async () => {
    await world.handover(1, 'quay', 'pier');
    const [handover] = await world.become('TRANSFERRED');
    expect(world.stateOfRule('camera')).toBe('ACTIVE');
    await world.handover(3, 'quay', 'pier');
    await world.become('ATTACHED');
    expect(world.stateOfRule('camera')).toBe('ACTIVE');
    await world.complete(handover!.handoverId, 1);
    const [completed] = await world.become('COMPLETED');
    expect(world.stateOfRule('camera')).toBe('INACTIVE');
    expect(completed!.timeline.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual([]);
  });
});
