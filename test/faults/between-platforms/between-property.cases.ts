import { useCoast } from '../../support/handover/coast.js';
import { beHostile, Drive, OWNER_OF } from '../../support/handover/drive.js';
import { printedSeed, Random } from '../../support/process-random.js';

const RUNS = 4;
const MOVES = 5;
const PACE_MS = 200;

describe.each([
  ['two', ['mep-a', 'mep-b']],
  ['three', ['mep-a', 'mep-b', 'mep-c']],
] as const)('between %s platforms, wherever UEs go and whatever becomes of the messages', (_name, members) => {
  const coast = useCoast({ members });

  it('the rules are somewhere in effect at all times, and in the end where the UE is, and nowhere else', async () => {
    const random = new Random(printedSeed('Handovers between platforms'));
    for (let run = 0; run < RUNS; run++) {
      const drive = new Drive(coast, await coast.traveller(), random);
      const end = coast.keepLooking(() => expect(drive.car.ownersNow()).not.toEqual([]));
      beHostile(coast, random);
      for (let move = 0; move < MOVES; move++) await drive.go();
      coast.proxy.calm();
      await coast.proxy.release();
      await drive.car.restsAt(OWNER_OF[drive.cell]!, PACE_MS);
      const guests = (await drive.car.rules()).filter((rule) => !rule.startsWith('mep-a'));
      expect(guests).toEqual(drive.cell.startsWith('quay') ? [] : [`${OWNER_OF[drive.cell]} ${drive.car.ruleId} ACTIVE`]);
      end();
    }
  }, 120_000);
});
