import { eventually } from '../../support/eventually.js';
import { refused } from '../../support/handover/peer-double.js';
import { useSource } from '../../support/handover/source-world.js';
import { ecgi } from '../../support/rni/harbour.js';

describe('the source, told of the radio network', () => {
  const world = useSource();

  it('sends the rules elsewhere if the UE goes elsewhere', async () => {
    await world.handover(1, 'quay', ['pier', 'crane']);
    const [wrong] = await world.become('TRANSFERRED');
    await world.handover(2, 'quay', 'crane');
    const [cancelled, right] = await world.become('CANCELLED WRONG_PREDICTION', 'TRANSFERRED');
    expect([cancelled!.peerPlatformId, right!.peerPlatformId]).toEqual(['mep-b', 'mep-c']);
    expect(right).toMatchObject({ epoch: 2, trigger: 'WRONG_PREDICTION', supersedes: wrong!.handoverId });
    expect(world.peer.of('cancel')).toEqual([expect.objectContaining({ peer: 'mep-b', body: { sourcePlatformId: 'mep-a', epoch: 1, reason: 'WRONG_PREDICTION' } })]);
  });

  it('takes them back if the UE goes to another cell of ours', async () => {
    await world.handover(1, 'quay', ['pier', 'quay-wide']);
    await world.become('TRANSFERRED');
    await world.handover(2, 'quay', 'quay-wide');
    await world.become('CANCELLED WRONG_PREDICTION');
    await world.handover(3, 'quay', 'quay-wide');
    await world.settle();
    expect([await world.states(), world.stateOfRule('camera')]).toEqual([['CANCELLED WRONG_PREDICTION'], 'ACTIVE']);
  });

  it('relies on what was told if the context cannot be read', async () => {
    world.rni.breakDown();
    await world.handover(2, 'quay', 'crane');
    const [handover] = await world.becomeInTime(['TRANSFERRED']);
    expect(handover!.peerPlatformId).toBe('mep-c');
    expect(handover!.timeline.filter(({ step }) => step === 'CONTEXT').map(({ outcome }) => outcome)).toEqual(expect.arrayContaining(['RETRY', 'FAILED']));
  });

  it('does not know where to go if neither the context nor a cell is told', async () => {
    await world.radio.tell({ kind: 'UE_STATE', state: { ue: 'car', measurements: [{ cell: 'quay', rsrp: -100 }, { cell: 'pier', rsrp: -85 }] } });
    world.rni.breakDown({ after: 1 });
    await world.source.notice({ kind: 'END_MARKER', ue: [{ type: 1, value: '10.45.0.11' }], servingCell: { ecgi: ecgi('0010a01') } });
    await world.becomeInTime(['FAILED CONTEXT_UNKNOWN']);
    expect(world.peer.said).toEqual([]);
  });

  it('takes them back if the UE returns the UE returns before they are active', async () => {
    await world.handover(3, 'quay', 'pier');
    await world.become('ATTACHED');
    await world.handover(3, 'pier', 'quay');
    await world.become('CANCELLED UE_RETURNED');
    expect(world.stateOfRule('camera')).toBe('ACTIVE');
  });

  it.each([[4, 'RADIO_REJECTED'], [5, 'RADIO_CANCELLED']] as const)('cancels with hoStatus %i', async (hoStatus, reason) => {
    await world.handover(1, 'quay', 'pier');
    await world.become('TRANSFERRED');
    await world.handover(hoStatus, 'quay', 'pier');
    const [cancelled] = await world.become(`CANCELLED ${reason}`);
    expect(cancelled!.timeline.map(({ step }) => step)).toEqual(expect.arrayContaining(['RADIO', 'CANCELLATION']));
    await world.handover(1, 'quay', 'pier');
    const [, again] = await world.become(`CANCELLED ${reason}`, 'TRANSFERRED');
    expect(again!.epoch).toBe(2);
  });

  it('does nothing if the UE goes to another cell of its own', async () => {
    await world.handover(1, 'quay', 'quay-wide');
    await world.become('UNNEEDED SAME_PLATFORM');
    await world.handover(2, 'quay', 'quay-wide');
    await world.handover(3, 'quay', 'quay-wide');
    await world.settle();
    expect(await world.states()).toEqual(['UNNEEDED SAME_PLATFORM']);
    expect(world.peer.said).toEqual([]);
  });

  it('fails where nobody knows the platform, and tries again at the next hint', async () => {
    await world.handover(1, 'quay', 'island');
    await world.become('FAILED TARGET_UNKNOWN');
    await world.handover(2, 'quay', 'island');
    await world.become('FAILED TARGET_UNKNOWN', 'FAILED TARGET_UNKNOWN');
    expect(world.peer.said).toEqual([]);
  });

  it('looks for a UE that has left without its rules, more and more seldom', async () => {
    world.peer.answer('transfer', refused(422, 'APPLICATION_MISSING'));
    await world.handover(3, 'quay', 'pier');
    await eventually(async () => expect(await world.states()).toContain('FAILED APPLICATION_MISSING'));
    await world.settle();
    const told = (await world.states()).length;
    await world.passTimeUntil(async () => expect(await world.states()).toHaveLength(told + 2));
    const [last, next, nextButOne] = (await world.handovers()).slice(-3).map(({ startedAt }) => Date.parse(startedAt));
    expect(nextButOne! - next!).toBeGreaterThan(next! - last!);
    world.peer.answer('transfer', 'STAGED');
    await world.passTimeUntil(async () => expect((await world.states()).at(-1)).toBe('ATTACHED'));
  });

  it('does what the operator wants, and not again', async () => {
    await world.handover(1, 'quay', 'pier');
    const [handover] = await world.become('TRANSFERRED');
    const path = `/handover/v1/handovers/${handover!.handoverId}/cancel`;
    await world.api.post(path).expect(202);
    await world.become('CANCELLED OPERATOR');
    await world.handover(3, 'quay', 'pier');
    await world.settle();
    await world.clock.advance(30_000);
    expect(await world.states()).toEqual(['CANCELLED OPERATOR']);
    await world.api.post(path).expect(409);
  });
});
