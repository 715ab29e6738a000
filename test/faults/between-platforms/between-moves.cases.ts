import { useCoast } from '../../support/handover/coast.js';

describe('between two platforms, a UE that thinks better of it', () => {
  const coast = useCoast();

  it.each([[4, 'RADIO_REJECTED'], [5, 'RADIO_CANCELLED']] as const)('stays (hoStatus %i): both forget it', async (hoStatus, reason) => {
    const car = await coast.traveller();
    await car.handover(1, 'quay', 'pier');
    await car.become({ 'mep-b': ['in STAGED'] });
    await car.handover(hoStatus, 'quay', 'pier');
    await car.become({ 'mep-a': [`out CANCELLED ${reason}`], 'mep-b': [`in CANCELLED ${reason}`] });
    expect(await car.rules()).toEqual([`mep-a ${car.ruleId} ACTIVE`]);
  });

  it('goes to another cell of the platform that it is at: both forget it', async () => {
    const car = await coast.traveller();
    await car.handover(1, 'quay', 'pier');
    await car.become({ 'mep-b': ['in STAGED'] });
    await car.handover(2, 'quay', 'quay-wide');
    await car.handover(3, 'quay', 'quay-wide');
    await car.become({ 'mep-a': ['out CANCELLED WRONG_PREDICTION'], 'mep-b': ['in CANCELLED WRONG_PREDICTION'] });
    expect(await car.rules()).toEqual([`mep-a ${car.ruleId} ACTIVE`]);
  });

  it('never wanted more than another cell of the platform: the other platform hears nothing', async () => {
    const car = await coast.traveller();
    const said = coast.proxy.messages.length;
    await car.moves('quay', 'quay-wide');
    await car.become({ 'mep-a': ['out UNNEEDED SAME_PLATFORM'], 'mep-b': [] });
    await coast.watch(6000);
    expect(coast.proxy.messages).toHaveLength(said);
  });

  it('wants to where nobody is, and then elsewhere', async () => {
    const car = await coast.traveller();
    await car.handover(1, 'quay', 'island');
    await car.become({ 'mep-a': ['out FAILED TARGET_UNKNOWN'], 'mep-b': [] });
    await car.handover(2, 'quay', 'pier');
    await car.handover(3, 'quay', 'pier');
    await car.become({ 'mep-a': ['out FAILED TARGET_UNKNOWN', 'out COMPLETED'], 'mep-b': ['in COMPLETED'] });
    expect(await car.owners()).toEqual(['mep-b']);
  });

  it('is back before the rules are active there', async () => {
    const car = await coast.traveller();
    await car.handover(1, 'quay', 'pier');
    await car.become({ 'mep-b': ['in STAGED'] });
    // So that it is the source that ends it.
    coast.proxy.treat({ rejection: 'lose', status: 'lose', completion: 'lose' });
    const over = { kind: 'HANDOVER', ue: car.ue.id, hoStatus: 3 } as const;
    await coast.radio.tell({ ...over, sourceCell: 'quay', targetCells: ['pier'] }, { ...over, sourceCell: 'pier', targetCells: ['quay'] });
    await car.become({ 'mep-a': ['out CANCELLED UE_RETURNED'], 'mep-b': ['in CANCELLED UE_RETURNED'] });
    expect(await car.rules()).toEqual([`mep-a ${car.ruleId} ACTIVE`]);
  });

  it('comes and goes within seconds: the epochs grow, and the rules are where it is', async () => {
    const car = await coast.traveller();
    for (const [from, to, owner] of [['quay', 'pier', 'mep-b'], ['pier', 'quay', 'mep-a'], ['quay', 'pier', 'mep-b'], ['pier', 'quay-wide', 'mep-a']] as const) {
      await car.moves(from, to);
      await car.restsAt(owner);
    }
    expect(await car.rules()).toEqual([`mep-a ${car.ruleId} ACTIVE`]);
    for (const member of ['mep-a', 'mep-b'] as const) expect((await car.handovers(member)).map(({ epoch, state }) => [epoch, state])).toEqual([1, 2, 3, 4].map((epoch) => [epoch, 'COMPLETED']));
  });

  it('is back before the source knows that the rules are active at the target', async () => {
    const car = await coast.traveller();
    coast.proxy.treat({ completion: 'lose', status: 'lose' });
    await car.moves('quay', 'pier');
    await car.become({ 'mep-a': ['out ATTACHED'], 'mep-b': ['in ACTIVATED'] });
    expect(await car.owners()).toEqual(['mep-a', 'mep-b']);
    await car.moves('pier', 'quay');
    coast.proxy.calm();
    await car.restsAt('mep-a');
    expect(await car.rules()).toEqual([`mep-a ${car.ruleId} ACTIVE`]);
  });

  it('is back, and nobody has said so: it is looked for where it came from', async () => {
    const car = await coast.traveller();
    await car.moves('quay', 'pier');
    await car.restsAt('mep-b');
    await car.appears('quay');
    await car.restsAt('mep-a', 200);
    expect(await car.rules()).toEqual([`mep-a ${car.ruleId} ACTIVE`]);
  });

  it('vanishes: the rules stay, until it turns up there', async () => {
    const car = await coast.traveller();
    await car.handover(1, 'quay', 'pier');
    await car.become({ 'mep-b': ['in STAGED'] });
    await car.appears(undefined);
    await car.become({ 'mep-a': ['out FAILED ATTACH_TIMEOUT'], 'mep-b': ['in REJECTED ATTACH_TIMEOUT'] }, 500);
    expect(await car.rules()).toEqual([`mep-a ${car.ruleId} ACTIVE`]);
    await car.appears('pier');
    await car.restsAt('mep-b', 500);
  });
});

describe('between three platforms', () => {
  const coast = useCoast({ members: ['mep-a', 'mep-b', 'mep-c'] });

  it.each([['before it goes', [2, 3]], ['only after it has gone', [3]]] as const)('a UE goes elsewhere than was thought, which is told %s', async (_name, told) => {
    const car = await coast.traveller();
    await car.handover(1, 'quay', 'pier', 'crane');
    await car.become({ 'mep-a': ['out TRANSFERRED'], 'mep-b': ['in STAGED'], 'mep-c': [] });
    for (const hoStatus of told) await car.handover(hoStatus, 'quay', 'crane');
    await car.become({ 'mep-a': ['out CANCELLED WRONG_PREDICTION', 'out COMPLETED'], 'mep-c': ['in COMPLETED'] });
    expect(await car.states('mep-b')).toEqual([expect.stringMatching(/^in (CANCELLED WRONG_PREDICTION|REJECTED UE_LEFT)$/)]);
    expect(await car.rules()).toEqual([`mep-a ${car.ruleId} INACTIVE`, `mep-c ${car.ruleId} ACTIVE`]);
    const [wrong, right] = await car.handovers('mep-a');
    expect(right).toMatchObject({ trigger: 'WRONG_PREDICTION', supersedes: wrong!.handoverId, epoch: 2 });
  });

  it('a UE goes on before it has come', async () => {
    const car = await coast.traveller();
    await car.handover(1, 'quay', 'pier');
    await car.become({ 'mep-b': ['in STAGED'] });
    const over = { kind: 'HANDOVER', ue: car.ue.id, hoStatus: 3 } as const;
    await coast.radio.tell({ ...over, sourceCell: 'quay', targetCells: ['pier'] }, { ...over, sourceCell: 'pier', targetCells: ['crane'] });
    await car.restsAt('mep-c');
    expect(await car.rules()).toEqual([`mep-a ${car.ruleId} INACTIVE`, `mep-c ${car.ruleId} ACTIVE`]);
  });

  it('a UE has come and gone on before its rules come: they follow', async () => {
    const car = await coast.traveller();
    coast.proxy.treat({ transfer: 'lose' });
    await car.moves('quay', 'pier');
    await car.moves('pier', 'crane');
    coast.proxy.calm();
    await car.restsAt('mep-c', 500);
    expect(await car.states('mep-b')).toEqual(['in REJECTED UE_LEFT']);
    expect(await car.rules()).toEqual([`mep-a ${car.ruleId} INACTIVE`, `mep-c ${car.ruleId} ACTIVE`]);
  });

  it('the rules of a UE go round, and come home', async () => {
    const car = await coast.traveller();
    for (const [from, to, owner] of [['quay', 'pier', 'mep-b'], ['pier', 'crane', 'mep-c'], ['crane', 'quay', 'mep-a']] as const) {
      await car.moves(from, to);
      await car.restsAt(owner);
      expect(await car.rules()).toEqual(owner === 'mep-a' ? [`mep-a ${car.ruleId} ACTIVE`] : [`mep-a ${car.ruleId} INACTIVE`, `${owner} ${car.ruleId} ACTIVE`]);
    }
    expect((await car.handovers('mep-a')).map(({ role, epoch }) => [role, epoch])).toEqual([['SOURCE', 1], ['TARGET', 3]]);
  });

  it('a transfer that comes when newer ones have passed it changes nothing', async () => {
    const car = await coast.traveller();
    coast.proxy.treat({ transfer: 'hold' });
    await car.handover(1, 'quay', 'pier');
    await car.become({ 'mep-a': ['out TRANSFERRING'] });
    // The cancellation must not be there before the late transfer.
    coast.proxy.treat({ cancellation: 'lose' });
    await car.handover(2, 'quay', 'crane');
    await car.handover(3, 'quay', 'crane');
    await car.become({ 'mep-a': ['out CANCELLING WRONG_PREDICTION', 'out COMPLETED'], 'mep-c': ['in COMPLETED'] });
    await car.moves('crane', 'pier');
    await car.become({ 'mep-b': ['in COMPLETED'], 'mep-c': ['in COMPLETED', 'out COMPLETED'] });
    const before = await car.rules();
    await coast.proxy.release();
    expect(await car.states('mep-b')).toEqual(['in COMPLETED']);
    coast.proxy.calm();
    await car.restsAt('mep-b', 200);
    expect(await car.states('mep-a')).toEqual(['out CANCELLED WRONG_PREDICTION', 'out COMPLETED']);
    expect(await car.rules()).toEqual(before);
  });
});
