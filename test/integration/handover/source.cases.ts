import { useSource } from '../../support/handover/source-world.js';

const steps = ({ timeline }: { timeline: { step: string; outcome: string }[] }) => timeline.filter(({ outcome }) => outcome === 'DONE').map(({ step }) => step);

describe('the source of a handover', () => {
  const world = useSource();

  it('hands over before the UE moves, and deactivates when it has left and the target has reported', async () => {
    await world.handover(1, 'quay', 'pier');
    const [handover] = await world.become('TRANSFERRED');
    expect(handover).toMatchObject({ epoch: 1, trigger: 'HO_STATUS', peerPlatformId: 'mep-b', targetBaseStation: 'enb-001-01-0010b' });
    expect(world.peer.transfers).toEqual([expect.objectContaining({ sourcePlatformId: 'mep-a', epoch: 1, stagedFor: 30_000, rules: [expect.objectContaining({ homeRuleId: 'camera' })] })]);
    await world.handover(3, 'quay', 'pier');
    await world.become('ATTACHED');
    expect(world.stateOfRule('camera')).toBe('ACTIVE');
    await world.complete(handover!.handoverId, 1);
    const [completed] = await world.become('COMPLETED');
    expect(world.stateOfRule('camera')).toBe('INACTIVE');
    expect(completed).toMatchObject({ attachToActive: 8000, bearer: { baseStation: 'enb-001-01-0010b' } });
    expect(steps(completed!)).toEqual(['DETECTION', 'CONTEXT', 'TARGET_CELL', 'ADDRESS', 'TRANSFER', 'RADIO', 'ATTACH', 'COMPLETION', 'DEACTIVATION']);
    expect(completed!.timeline.flatMap(({ mobilityStatus }) => mobilityStatus ?? [])).toEqual(['INTERHOST_MOVEOUT_TRIGGERED', 'INTERHOST_MOVEOUT_COMPLETED']);
  });

  it('does so in NR', async () => {
    await world.addRule('probe', '10.45.0.13');
    await world.handover(1, 'mole', 'buoy', 'probe');
    const [handover] = await world.become('TRANSFERRED');
    expect(handover).toMatchObject({ peerPlatformId: 'mep-b', targetBaseStation: 'gnb-001-01-0a1b2d', sourceCell: { nrcgi: {} } });
    await world.handover(3, 'mole', 'buoy', 'probe');
    await world.become('ATTACHED');
    await world.complete(handover!.handoverId, 1);
    await world.become('COMPLETED');
    expect([world.stateOfRule('probe'), world.stateOfRule('camera')]).toEqual(['INACTIVE', 'ACTIVE']);
  });

  it('hands over INACTIVE rules as they are, and none that others share', async () => {
    await world.trafficRules.replace(world.application, 'camera', ({ attributes }) => ({ ...attributes, state: 'INACTIVE' }), () => undefined);
    await world.addRule('all', '10.45.0.0/24');
    await world.handover(1, 'quay', 'pier');
    await world.become('TRANSFERRED');
    expect(world.peer.transfers[0]!.rules.map(({ homeRuleId, rule }) => [homeRuleId, rule.state])).toEqual([['camera', 'INACTIVE']]);
  });

  it('has nothing to do with a UE without rules', async () => {
    await world.handover(3, 'quay', 'pier', 'nameless');
    await world.addRule('nobody', '10.45.0.99');
    await world.removeRule('camera');
    await world.handover(1, 'quay', 'pier');
    await world.settle();
    expect(await world.states()).toEqual([]);
  });

  it('begins when the UE has left, if nothing was told before', async () => {
    await world.handover(3, 'quay', 'pier');
    await world.become('ATTACHED');
    expect(world.peer.transfers).toEqual([expect.objectContaining({ sourceCell: { ecgi: { plmn: { mcc: '001', mnc: '01' }, cellId: '0010a01' } } })]);
  });

  it('begins with the cell that the UE measures best, of those that are told', async () => {
    await world.radio.tell({ kind: 'UE_STATE', state: { ue: 'car', measurements: [{ cell: 'quay', rsrp: -100 }, { cell: 'crane', rsrp: -85 }, { cell: 'pier', rsrp: -90 }] } });
    await world.handover(1, 'quay', ['pier', 'crane']);
    const [handover] = await world.become('TRANSFERRED');
    expect(handover).toMatchObject({ peerPlatformId: 'mep-c' });
  });

  it('begins with the strongest neighbour at an end marker, but with none that was measured long ago', async () => {
    const marker = { kind: 'END_MARKER' as const, ue: [{ type: 1 as const, value: '10.45.0.11' }], servingCell: { ecgi: { plmn: { mcc: '001', mnc: '01' }, cellId: '0010a01' } } };
    await world.source.notice(marker);
    await world.radio.tell({ kind: 'UE_STATE', state: { ue: 'car', measurements: [{ cell: 'quay', rsrp: -100 }, { cell: 'crane', rsrp: -85 }, { cell: 'pier', rsrp: -90 }] } });
    await world.radio.passTime(6000);
    await world.source.notice(marker);
    expect(await world.states()).toEqual([]);
    await world.radio.tell({ kind: 'UE_STATE', state: { ue: 'car', measurements: [{ cell: 'quay', rsrp: -100 }, { cell: 'pier', rsrp: -85 }, { cell: 'crane', rsrp: -90 }] } });
    await world.source.notice(marker);
    const [handover] = await world.become('TRANSFERRED');
    expect(handover).toMatchObject({ trigger: 'END_MARKER', peerPlatformId: 'mep-b' });
  });

  it('begins nothing that the operator does not want to begin', async () => {
    await world.api.put('/handover/v1/detection').send({ hoStatus: false }).expect(200);
    await world.handover(1, 'quay', 'pier');
    await world.settle();
    expect(await world.states()).toEqual([]);
  });

  it('asks where the UE is, in case nobody tells', async () => {
    await world.handover(1, 'quay', 'pier');
    await world.become('TRANSFERRED');
    await world.radio.tell({ kind: 'UE_STATE', state: { ue: 'car', servingCell: 'pier' } });
    await world.becomeInTime(['ATTACHED']);
  });
});
