import { useCoast } from '../../support/handover/coast.js';
import type { Fate } from '../../support/handover/peer-proxy.js';

const TWICE = 2;

describe('between two platforms, on a bad line', () => {
  const coast = useCoast();

  /** The first messages of an operation fare ill. */
  function spoil(operation: string, fate: Fate, count = TWICE): void {
    let left = count;
    coast.proxy.fate = (message) => (message.operation === operation && left-- > 0 ? fate : 'pass');
  }

  const losses = (['transfer', 'completion'] as const).flatMap((operation) => (['lose', 'lose answer', 'double', 'hold'] as const).map((fate) => [operation, fate] as const));

  it.each(losses)('a %s and one more that meet with %j change nothing in the end', async (operation, fate) => {
    const car = await coast.traveller();
    spoil(operation, fate);
    await car.moves('quay', 'pier');
    await car.become({ 'mep-a': ['out COMPLETED'], 'mep-b': ['in COMPLETED'] });
    await coast.proxy.release();
    await car.become({ 'mep-a': ['out COMPLETED'], 'mep-b': ['in COMPLETED'] });
    expect(await car.rules()).toEqual([`mep-a ${car.ruleId} INACTIVE`, `mep-b ${car.ruleId} ACTIVE`]);
  });

  it('the source asks for a completion that never comes', async () => {
    const car = await coast.traveller();
    coast.proxy.treat({ completion: 'lose' });
    await car.moves('quay', 'pier');
    await car.become({ 'mep-a': ['out COMPLETED'], 'mep-b': ['in ACTIVATED'] });
    expect(await car.owners()).toEqual(['mep-b']);
    coast.proxy.calm();
    await car.become({ 'mep-b': ['in COMPLETED'] }, 500);
  });

  it('the target repeats a completion that the source cannot ask for', async () => {
    const car = await coast.traveller();
    coast.proxy.treat({ completion: 'lose', status: 'lose' });
    await car.moves('quay', 'pier');
    await car.become({ 'mep-a': ['out ATTACHED'], 'mep-b': ['in ACTIVATED'] });
    coast.proxy.treat({ status: 'lose' });
    await car.become({ 'mep-a': ['out COMPLETED'], 'mep-b': ['in COMPLETED'] }, 500);
  });

  it.each([['lose', 'in STAGED'], ['lose answer', 'in CANCELLED RADIO_CANCELLED']] as const)('a cancellation is repeated (%s)', async (fate, meanwhile) => {
    const car = await coast.traveller();
    await car.handover(1, 'quay', 'pier');
    await car.become({ 'mep-b': ['in STAGED'] });
    coast.proxy.treat({ cancellation: fate });
    await car.handover(5, 'quay', 'pier');
    await car.become({ 'mep-a': ['out CANCELLING RADIO_CANCELLED'], 'mep-b': [meanwhile] });
    coast.proxy.calm();
    await car.become({ 'mep-a': ['out CANCELLED RADIO_CANCELLED'], 'mep-b': ['in CANCELLED RADIO_CANCELLED'] }, 500);
    expect(await car.rules()).toEqual([`mep-a ${car.ruleId} ACTIVE`]);
  });

  it('a cancellation overtakes its transfer, which then comes too late', async () => {
    const car = await coast.traveller();
    coast.proxy.treat({ transfer: 'hold' });
    await car.handover(1, 'quay', 'pier');
    await car.become({ 'mep-a': ['out TRANSFERRING'], 'mep-b': [] });
    await car.handover(5, 'quay', 'pier');
    await car.become({ 'mep-a': ['out CANCELLED RADIO_CANCELLED'], 'mep-b': ['in CANCELLED RADIO_CANCELLED'] });
    await coast.proxy.release();
    await car.become({ 'mep-b': ['in CANCELLED RADIO_CANCELLED'] });
    expect(await car.rules()).toEqual([`mep-a ${car.ruleId} ACTIVE`]);
    coast.proxy.calm();
    await car.moves('quay', 'pier');
    await car.restsAt('mep-b');
  });

  it('a rejection is repeated', async () => {
    const car = await coast.traveller();
    await car.handover(1, 'quay', 'pier');
    await car.become({ 'mep-b': ['in STAGED'] });
    coast.proxy.treat({ rejection: 'lose', status: 'lose' });
    await car.become({ 'mep-a': ['out TRANSFERRED'], 'mep-b': ['in REJECTING ATTACH_TIMEOUT'] }, 1000);
    expect(await car.rules()).toEqual([`mep-a ${car.ruleId} ACTIVE`]);
    coast.proxy.treat({ status: 'lose' });
    await car.become({ 'mep-a': ['out FAILED ATTACH_TIMEOUT'], 'mep-b': ['in REJECTED ATTACH_TIMEOUT'] }, 500);
  });

  it('a rejection that never comes is asked for', async () => {
    const car = await coast.traveller();
    await car.handover(1, 'quay', 'pier');
    await car.become({ 'mep-b': ['in STAGED'] });
    coast.proxy.treat({ rejection: 'lose' });
    await car.become({ 'mep-a': ['out FAILED ATTACH_TIMEOUT'], 'mep-b': ['in REJECTING ATTACH_TIMEOUT'] }, 1000);
    coast.proxy.calm();
    await car.become({ 'mep-b': ['in REJECTED ATTACH_TIMEOUT'] }, 500);
    expect(await car.rules()).toEqual([`mep-a ${car.ruleId} ACTIVE`]);
  });

  it('a UE attaches before its rules have come: they take effect as soon as they do', async () => {
    const car = await coast.traveller();
    coast.proxy.treat({ transfer: 'lose' });
    await car.moves('quay', 'pier');
    await car.isAt('mep-b');
    await car.become({ 'mep-a': ['out TRANSFERRING'], 'mep-b': [] });
    expect(await car.owners()).toEqual(['mep-a']);
    coast.proxy.calm();
    await car.become({ 'mep-a': ['out COMPLETED'], 'mep-b': ['in COMPLETED'] });
  });

  it('nothing passes for more than a minute: the rules stay, and follow the UE once it does again', async () => {
    const car = await coast.traveller();
    coast.proxy.fate = () => 'lose';
    await car.moves('quay', 'pier');
    await car.become({ 'mep-a': ['out CANCELLING PEER_UNREACHABLE'], 'mep-b': [] }, 1000);
    expect(await car.owners()).toEqual(['mep-a']);
    coast.proxy.calm();
    await car.restsAt('mep-b', 500);
    expect((await car.states('mep-a'))[0]).toBe('out FAILED PEER_UNREACHABLE');
  });
});
