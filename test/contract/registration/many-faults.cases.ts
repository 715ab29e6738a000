import { gnb, network, registrationPath, slice } from '../../support/registration.js';
import { usePlatform } from '../../support/use-platform.js';

/** What a 422 lists at most. */
const LISTED = 100;

interface Contradictory {
  detail: string;
  faults: { place: string }[];
}

describe('a description of a network with many contradictions', () => {
  const { api } = usePlatform();
  const first = 'The body/gnbs/0/snssais/1 repeats 1-000001.';

  async function refused(faults: number): Promise<Contradictory> {
    const snssais = Array.from({ length: faults + 1 }, () => slice(1));
    return (await api.put(registrationPath()).send(network({ gnbs: [gnb(1, { snssais })] })).expect(422)).body as Contradictory;
  }

  it('is answered with all of them up to a number', async () => {
    const { detail, faults } = await refused(LISTED);
    expect(detail).toBe(first);
    expect(faults).toHaveLength(LISTED);
  });

  it('is answered with the first of more, and with how many there are', async () => {
    const { detail, faults } = await refused(LISTED + 1);
    expect(detail).toBe(`${first} There are ${LISTED + 1} faults; the first ${LISTED} are listed.`);
    expect(faults.map(({ place }) => place)).toEqual(Array.from({ length: LISTED }, (_, index) => `/gnbs/0/snssais/${index + 1}`));
  });
});
