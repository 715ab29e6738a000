import { begin, ended, guti, load, network, registration, registrationPath, type Run, runsOf, type Schemas, slices, SUPI, ue, ueOf } from '../../support/registration.js';
import { usePlatform } from '../../support/use-platform.js';

/** Long enough for others to wait behind them. */
const LONG_RUNS = Array.from({ length: 20 }, () => registration({ ue: 'car-2', settings: { rejectBy: 'NONE', retryCap: 100 } }));
const KEEPS = { updatesUe: true } as const;
const OTHER_SUPI = 'imsi-460000000000002';

/** The network of the tests, in which another AMF has taken the place of AMF1. */
function withoutAmf1() {
  const { amfSets: [first, ...others], gnbs } = network();
  const amfSets = [{ ...first!, amfs: [{ id: 'AMF9', amfId: '010049' }] }, ...others];
  return network({ amfSets, gnbs: gnbs.map((gnb) => ({ ...gnb, defaultAmf: gnb.defaultAmf === 'AMF1' ? 'AMF9' : gnb.defaultAmf })) });
}

describe('what a UE has stored at the end of a run', () => {
  const { api } = usePlatform();

  beforeEach(async () => {
    await api.delete(registrationPath());
  });

  it('is not kept where the network has lost the AMF of its 5G-GUTI since the run began', async () => {
    await load(api, { ues: [{ id: 'car-1', ...ue() }, { id: 'car-2', supi: OTHER_SUPI }], runs: [...LONG_RUNS, registration({ settings: KEEPS })] }).expect(201);
    const before = await ueOf(api);
    const waiting = (await runsOf(api)).at(-1)!;
    await api.put(registrationPath()).send(withoutAmf1()).expect(200);
    expect(await ended(api, waiting.id)).toMatchObject({ outcome: 'REGISTERED', amf: 'AMF1', ueState: { guti: { guami: { amfId: '010041' } } } });
    expect(await ueOf(api)).toEqual(before);
    await api.put(registrationPath()).send({ ...withoutAmf1(), name: 'can be changed' }).expect(200);
    expect(await ended(api, (await begin(api, { settings: KEEPS })).id)).toMatchObject({ outcome: 'REGISTERED', amf: 'AMF9' });
    expect(await ueOf(api)).toMatchObject({ guti: { guami: { amfId: '010049' } } });
  });

  describe('with a 5G-GUTI that another UE has', () => {
    let other: Schemas['RegistrationUe'];
    let run: Run;
    let next: Run;

    beforeEach(async () => {
      await load(api).expect(201);
      const { ueState } = await ended(api, (await begin(api)).id);
      other = { id: 'car-2', supi: OTHER_SUPI, guti: guti({ tmsi: ueState!.guti!.tmsi }) };
      const runs = [registration({ settings: KEEPS }), registration({ name: 'goes on', settings: KEEPS })];
      await load(api, { ues: [{ id: 'car-1', ...ue() }, other], runs }).expect(200);
      [run, next] = (await Promise.all((await runsOf(api)).map(({ id }) => ended(api, id)))) as [Run, Run];
    });

    it('is kept without that and its security context: no two UEs have one 5G-GUTI', async () => {
      const { guti: assigned, securityContext, ...rest } = run.ueState!;
      expect(assigned).toEqual(other.guti);
      expect(securityContext).toMatchObject({ amf: 'AMF1' });
      expect(await ueOf(api)).toEqual(rest);
      expect(rest).toMatchObject({ supi: SUPI, nssaiInclusionMode: 'C', allowedNssai: slices(1, 2) });
      expect(await ueOf(api, 'car-2')).toEqual(other);
    });

    it('is what the next run begins with', () => {
      expect(next.attempts).toMatchObject([{ accessStratumNssai: slices(1, 2), end: 'ACCEPTED' }]);
    });

    it('can be read and written again, alone and in a scenario', async () => {
      await api.put(registrationPath('ues', 'car-1')).send(await ueOf(api)).expect(200);
      const { body } = await api.get(registrationPath('scenario')).expect(200);
      await api.put(registrationPath('scenario')).send(body as object).expect(200);
    });
  });
});
