import { refused, silent } from '../../support/handover/peer-double.js';
import { useSource } from '../../support/handover/source-world.js';

describe('the source, upon the answer to a transfer', () => {
  const world = useSource();
  const begin = () => world.handover(1, 'quay', 'pier');

  it.each(['APPLICATION_MISSING', 'RULE_IMPOSSIBLE', 'NOT_OUR_BASE_STATION'])('that it is impossible (%s), keeps the rules, before the UE moves', async (reason) => {
    world.peer.answer('transfer', refused(422, reason));
    await begin();
    const [failed] = await world.become(`FAILED ${reason}`);
    expect(failed!.timeline.at(-1)).toMatchObject({ outcome: 'FAILED', mobilityStatus: 'INTERHOST_MOVEOUT_FAILED' });
    expect(world.stateOfRule('camera')).toBe('ACTIVE');
    expect(world.peer.of('cancel')).toEqual([]);
  });

  it.each([refused(400), refused(403), refused(404), refused(409, 'ANOTHER_CONTENT'), refused(422)])('that no peer should give (%j), gives up at once', async (answer) => {
    world.peer.answer('transfer', answer);
    await begin();
    await world.become('FAILED PEER_REFUSES');
    expect(world.peer.of('transfer')).toHaveLength(1);
  });

  it('that the epoch is stale, begins once more above it', async () => {
    world.peer.answer('transfer', refused(409, 'STALE_EPOCH', 41), 'STAGED');
    await begin();
    const [stale, handover] = await world.become('FAILED PEER_REFUSES', 'TRANSFERRED');
    expect(handover).toMatchObject({ epoch: 42, supersedes: stale!.handoverId });
  });

  it('that the epoch is stale again, does not begin for ever', async () => {
    world.peer.answer('transfer', refused(409, 'STALE_EPOCH', 41), refused(409, 'STALE_EPOCH', 77));
    await begin();
    await world.become('FAILED PEER_REFUSES', 'FAILED PEER_REFUSES');
    world.peer.answer('transfer', 'STAGED');
    await world.handover(2, 'quay', 'pier');
    const handovers = await world.become('FAILED PEER_REFUSES', 'FAILED PEER_REFUSES', 'TRANSFERRED');
    expect(handovers.map(({ epoch }) => epoch)).toEqual([1, 42, 78]);
  });

  it('that does not come, repeats the same', async () => {
    world.peer.answer('transfer', silent, silent, 'STAGED');
    await begin();
    const [handover] = await world.becomeInTime(['TRANSFERRED'], 100);
    expect(new Set(world.peer.of('transfer').map((said) => JSON.stringify(said))).size).toBe(1);
    expect(world.peer.of('transfer')).toHaveLength(3);
    expect(handover!.timeline.filter(({ outcome }) => outcome === 'RETRY')).toHaveLength(1);
  });

  it('that does not come before it is refused, cancels what may have been staged', async () => {
    world.peer.answer('transfer', silent, refused(422, 'APPLICATION_MISSING'));
    await begin();
    await world.becomeInTime(['FAILED APPLICATION_MISSING'], 100);
    expect(world.peer.of('cancel')).toHaveLength(1);
  });

  it('that does not come for a minute, gives up and goes on to cancel', async () => {
    world.peer.answer('transfer', silent);
    world.peer.answer('cancel', silent);
    await begin();
    await world.become('TRANSFERRING');
    await world.becomeInTime(['CANCELLING PEER_UNREACHABLE']);
    expect(world.stateOfRule('camera')).toBe('ACTIVE');
    world.peer.answer('cancel', 'CANCELLED');
    await world.becomeInTime(['FAILED PEER_UNREACHABLE']);
  });

  it('that does not come for long after the UE has left, begins no other handover before the peer answers', async () => {
    world.peer.answer('transfer', silent);
    world.peer.answer('cancel', silent);
    await begin();
    await world.become('TRANSFERRING');
    await world.radio.tell({ kind: 'UE_STATE', state: { ue: 'car', servingCell: 'pier' } });
    await world.becomeInTime(['CANCELLING PEER_UNREACHABLE']);
    for (let tick = 0; tick < 40; tick++) await world.clock.advance(5000);
    await world.settle();
    expect(await world.states()).toEqual(['CANCELLING PEER_UNREACHABLE']);
    world.peer.answer('transfer', 'STAGED');
    world.peer.answer('cancel', 'CANCELLED');
    await world.becomeInTime(['FAILED PEER_UNREACHABLE', 'ATTACHED']);
  });

  it('that the rules are active already, waits for the UE to leave', async () => {
    world.peer.answer('transfer', 'ACTIVATED');
    await begin();
    await world.become('CONFIRMED');
    expect(world.stateOfRule('camera')).toBe('ACTIVE');
    await world.handover(3, 'quay', 'pier');
    await world.become('COMPLETED');
    expect(world.stateOfRule('camera')).toBe('INACTIVE');
  });

  it.each([['REJECTED', 'PEER_REFUSES'], ['CANCELLED', 'OPERATOR'], ['SUPERSEDED', 'NEWER_HANDOVER']] as const)('that it was %s, takes it so', async (state, reason) => {
    world.peer.answer('transfer', state);
    await begin();
    await world.become(`FAILED ${reason}`);
  });
});
