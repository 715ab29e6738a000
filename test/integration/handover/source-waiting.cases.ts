import { refused } from '../../support/handover/peer-double.js';
import { useSource } from '../../support/handover/source-world.js';

describe('the source, while the target has the rules', () => {
  const world = useSource();

  async function transferred() {
    await world.handover(1, 'quay', 'pier');
    const [handover] = await world.become('TRANSFERRED');
    return handover!;
  }

  async function attached() {
    const handover = await transferred();
    await world.handover(3, 'quay', 'pier');
    await world.become('ATTACHED');
    return handover;
  }

  const rejection = (handoverId: string, changes: object = {}, peer = 'mep-b') =>
    world.source.reject(handoverId, peer, { targetPlatformId: peer, epoch: 1, reason: 'ATTACH_TIMEOUT', detail: 'The UE has not attached.', ...changes });

  it('asks for a completion that was lost', async () => {
    await attached();
    world.peer.answer('status', 'STAGED', 'ACTIVATED');
    await world.clock.advance(1900);
    expect(world.peer.of('status')).toEqual([]);
    await world.becomeInTime(['COMPLETED']);
    expect(world.peer.of('status')).toHaveLength(2);
    expect(world.stateOfRule('camera')).toBe('INACTIVE');
  });

  it('keeps the rules until the UE has left, though it is confirmed', async () => {
    const { handoverId } = await transferred();
    await world.complete(handoverId, 1);
    await world.become('CONFIRMED');
    await world.clock.advance(5000);
    expect([await world.states(), world.stateOfRule('camera')]).toEqual([['CONFIRMED'], 'ACTIVE']);
    await world.radio.tell({ kind: 'UE_STATE', state: { ue: 'car', servingCell: 'pier' } });
    await world.becomeInTime(['COMPLETED']);
  });

  it('believes a completion that comes after the cancellation, once the UE has left', async () => {
    const { handoverId } = await transferred();
    await world.handover(5, 'quay', 'pier');
    await world.become('CANCELLED RADIO_CANCELLED');
    await world.complete(handoverId, 1);
    await world.become('CONFIRMED');
    expect(world.stateOfRule('camera')).toBe('ACTIVE');
    await world.handover(3, 'quay', 'pier');
    await world.becomeInTime(['COMPLETED']);
  });

  it('goes on if it is too late to cancel', async () => {
    await attached();
    world.peer.answer('cancel', refused(409, 'ALREADY_ACTIVE'));
    await world.handover(3, 'pier', 'quay');
    await world.become('CONFIRMED');
    expect(world.stateOfRule('camera')).toBe('ACTIVE');
  });

  it('keeps the rules that the target gives back, and tries again when the UE has left', async () => {
    const { handoverId } = await attached();
    await rejection(handoverId);
    await world.become('FAILED ATTACH_TIMEOUT');
    expect(world.stateOfRule('camera')).toBe('ACTIVE');
    const [, again] = await world.becomeInTime(['FAILED ATTACH_TIMEOUT', 'ATTACHED']);
    expect(again).toMatchObject({ epoch: 2, peerPlatformId: 'mep-b' });
  });

  it('follows a UE that has gone on', async () => {
    const { handoverId } = await attached();
    await rejection(handoverId, { reason: 'UE_LEFT', targetCell: { ecgi: { plmn: { mcc: '001', mnc: '01' }, cellId: '0010c01' } } });
    const [, next] = await world.become('FAILED UE_LEFT', 'ATTACHED');
    expect(next).toMatchObject({ peerPlatformId: 'mep-c', supersedes: handoverId });
  });

  it('follows a UE that has gone on, though the target was asked before it could tell where to', async () => {
    world.peer.answer('status', { kind: 'status', code: 200, status: { handoverId: 'any', epoch: 1, role: 'TARGET', state: 'REJECTING', reason: 'UE_LEFT', since: new Date(0).toISOString() } });
    const { handoverId } = await transferred();
    await world.handover(3, 'quay', 'pier');
    await world.becomeInTime(['FAILED UE_LEFT']);
    const message = { reason: 'UE_LEFT', targetCell: { ecgi: { plmn: { mcc: '001', mnc: '01' }, cellId: '0010c01' } } };
    world.peer.answer('status', 'STAGED');
    await rejection(handoverId, message);
    await rejection(handoverId, message);
    const [, next] = await world.become('FAILED UE_LEFT', 'ATTACHED');
    expect(next).toMatchObject({ peerPlatformId: 'mep-c', supersedes: handoverId });
  });

  it('begins anew if the target has forgotten the handover', async () => {
    world.peer.answer('status', refused(404));
    await transferred();
    await world.handover(3, 'quay', 'pier');
    await world.becomeInTime(['FAILED PEER_REFUSES']);
    world.peer.answer('status', 'STAGED');
    await world.becomeInTime(['FAILED PEER_REFUSES', 'ATTACHED']);
  });

  it('takes messages about a handover from its target only', async () => {
    const { handoverId } = await attached();
    await expect(rejection(handoverId, {}, 'mep-c')).rejects.toMatchObject({ status: 403 });
    await expect(rejection(handoverId, { targetPlatformId: 'mep-c' })).rejects.toMatchObject({ status: 403 });
    await expect(rejection(handoverId, { epoch: 2 })).rejects.toMatchObject({ status: 409, extensions: { reason: 'ANOTHER_CONTENT' } });
    await expect(rejection('unknown')).rejects.toMatchObject({ status: 404 });
    await world.complete(handoverId, 1);
    await world.become('COMPLETED');
    await expect(rejection(handoverId)).rejects.toMatchObject({ status: 409, extensions: { reason: 'ALREADY_ACTIVE' } });
    await expect(world.complete(handoverId, 1)).resolves.toMatchObject({ state: 'COMPLETED' });
  });

  it('goes on after a restart', async () => {
    const { handoverId } = await attached();
    await world.restartAtSource();
    await world.complete(handoverId, 1);
    const [completed] = await world.become('COMPLETED');
    expect(completed!.timeline.map(({ step }) => step)).toContain('RESTART');
    expect(world.stateOfRule('camera')).toBe('INACTIVE');
  });

  it('gives up a peer that is in the configuration no more', async () => {
    await transferred();
    await world.restartAtSource(['mep-c']);
    await world.become('FAILED PEER_REMOVED');
    expect(world.stateOfRule('camera')).toBe('ACTIVE');
  });
});
