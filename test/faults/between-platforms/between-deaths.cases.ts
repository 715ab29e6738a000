import { Coast } from '../../support/handover/coast.js';

describe('between two platforms, one of which is down', () => {
  const coast = new Coast();

  beforeEach(() => coast.begin());

  const target = () => coast.at('mep-b');

  it('at the transfer: the source gives up, and begins anew when it is there', async () => {
    const car = await coast.traveller();
    await target().stop();
    await car.handover(1, 'quay', 'pier');
    await coast.until(async () => expect((await coast.home.handovers()).map(({ state, reason }) => [state, reason])).toEqual([['CANCELLING', 'PEER_UNREACHABLE']]), 1000);
    expect((await coast.home.rulesOf(car.address)).map(({ state }) => state)).toEqual(['ACTIVE']);
    await target().start();
    await car.become({ 'mep-a': ['out FAILED PEER_UNREACHABLE'], 'mep-b': ['in CANCELLED PEER_UNREACHABLE'] }, 500);
    await car.moves('quay', 'pier');
    await car.restsAt('mep-b');
  });

  it('when the UE comes: the target finds it there when it is back', async () => {
    const car = await coast.traveller();
    await car.handover(1, 'quay', 'pier');
    await car.become({ 'mep-b': ['in STAGED'] });
    await target().stop();
    await car.handover(3, 'quay', 'pier');
    await coast.until(async () => expect((await coast.home.handovers()).at(-1)!.state).toBe('ATTACHED'));
    expect((await coast.home.rulesOf(car.address)).map(({ state }) => state)).toEqual(['ACTIVE']);
    await target().start();
    await car.become({ 'mep-a': ['out COMPLETED'], 'mep-b': ['in COMPLETED'] }, 200);
    expect(await car.owners()).toEqual(['mep-b']);
  });
});
