import { useCoast } from '../../support/handover/coast.js';
import type { Traveller } from '../../support/handover/traveller.js';
import { logLines } from '../../support/log-lines.js';

describe('between two platforms, the logs', () => {
  const coast = useCoast();

  /** All by which somebody could be recognised, or the wishes of an application. */
  const secretsOf = ({ address, ue, ruleId }: Traveller) => [address, ue.tempUeId.mtmsi, ruleId, 'trafficFilter', 'srcAddress', 'associateId', 'mtmsi'];

  it('tell of handovers, good ones and bad ones, and not of whom', async () => {
    const lines = logLines();
    const car = await coast.traveller();
    const prepared = lines.length;
    coast.proxy.treat({ transfer: 'lose', completion: 'lose answer' });
    await car.handover(1, 'quay', 'pier');
    await car.become({ 'mep-a': ['out TRANSFERRING'] });
    coast.proxy.treat({ completion: 'lose' });
    await car.handover(3, 'quay', 'pier');
    await car.become({ 'mep-b': ['in ACTIVATED'] });
    coast.proxy.calm();
    await car.moves('pier', 'quay');
    await car.restsAt('mep-a');
    await car.handover(1, 'quay', 'island');
    await car.become({ 'mep-a': ['out COMPLETED', 'in COMPLETED', 'out FAILED TARGET_UNKNOWN'] });
    coast.proxy.treat({ transfer: 'lose' });
    await car.handover(2, 'quay', 'pier');
    await coast.until(async () => expect(await car.states('mep-a')).toContain('out TRANSFERRING'));
    await car.handover(5, 'quay', 'pier');
    await coast.until(async () => expect(await car.states('mep-a')).toContain('out CANCELLED RADIO_CANCELLED'));
    const told = lines.slice(prepared);
    const ids = (await car.handovers('mep-a')).map(({ handoverId }) => handoverId);
    for (const id of ids) expect(told.filter((line) => line.includes(id))).not.toEqual([]);
    for (const secret of secretsOf(car)) expect(told.filter((line) => line.includes(secret))).toEqual([]);
  });
});
